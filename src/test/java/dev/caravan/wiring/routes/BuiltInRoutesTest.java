package dev.caravan.wiring.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltInRoutesTest {

  @Test
  void filesWithinAJarAreFoundWithTheirFolders(@TempDir Path folder) throws IOException {
    Path jar = folder.resolve("hub.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      put(zip, "routes/flow/govern.camel.yaml", "the policy");
      put(zip, "routes/trigger/sweep.camel.yaml", "a tick");
      put(zip, "other/notes.txt", "no route");
    }

    var files =
        BuiltInRoutes.beside(
            URI.create("jar:" + jar.toUri() + "!/routes/flow/govern.camel.yaml").toURL());

    assertThat(files).containsOnlyKeys("flow/govern.camel.yaml", "trigger/sweep.camel.yaml");
    assertThat(files.get("flow/govern.camel.yaml")).hasToString(expected());
  }

  private static String expected() {
    return new RouteFile(
            "flow/govern.camel.yaml",
            "the policy",
            RouteFile.Source.BUILT_IN,
            "classpath:routes/flow/govern.camel.yaml")
        .toString();
  }

  private static void put(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
