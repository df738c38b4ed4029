package dev.caravan.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes of the site's own, in jars that lie in {@code lib} of the home. */
class SiteLibraryTest {
  private static final String SHOUT =
      """
      package com.acme;

      public class Shout {
        public java.util.Map<String, Object> shout(String text) {
          return java.util.Map.of(
              "agent_id", "autonomous",
              "platform", "slack",
              "recipient_id", "C0SHOUT",
              "content", text.strip().toUpperCase(java.util.Locale.ROOT));
        }
      }
      """;
  private static final String ROUTE =
      """
      - route:
          id: bridge-shout
          description: Each file of the folder is shouted.
          from:
            id: bridge-shout-from
            uri: file
            parameters:
              directoryName: "%s"
              delay: "100"
            steps:
              - convertBodyTo:
                  id: bridge-shout-text
                  type: String
              - bean:
                  id: bridge-shout-bean
                  beanType: com.acme.Shout
                  method: shout
              - to:
                  id: bridge-shout-send
                  uri: direct
                  parameters:
                    name: send
      """;

  @Test
  void aRouteMayNameAClassOfAJarInTheHome(@TempDir Path work) throws IOException {
    try (TestHub hub = TestHub.unlimited()) {
      Site site = Site.of(hub);
      Path inbox = Files.createDirectories(hub.home.resolve("shouted"));
      String route = ROUTE.formatted(inbox.toAbsolutePath());
      site.write("bridge/shout", route);
      TestHub.until(
          "the class is missed", () -> site.error("bridge/shout").contains("com.acme.Shout"));

      jar(work, Files.createDirectories(hub.home.resolve("lib")).resolve("acme.jar"));
      hub.restart();

      site.inForce("bridge/shout", route);
      Files.writeString(inbox.resolve("a.txt"), "lunch is ready");
      TestHub.until("it arrives", () -> hub.arrived("C0SHOUT") == 1);
      assertThat(hub.received("C0SHOUT").get(0))
          .containsEntry("text", "lunch is ready".toUpperCase(Locale.ROOT));
      assertThat(site.health()).doesNotContain("DEGRADED");
    }
  }

  /** A jar with the one class. */
  private static void jar(Path work, Path jar) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    boolean compiled =
        compiler
            .getTask(
                null,
                null,
                null,
                List.of("-d", work.toString(), "-proc:none"),
                null,
                List.of(source("com/acme/Shout", SHOUT)))
            .call();
    assertThat(compiled).isTrue();
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("com/acme/Shout.class"));
      Files.copy(work.resolve("com/acme/Shout.class"), out);
      out.closeEntry();
    }
  }

  private static JavaFileObject source(String name, String text) {
    return new SimpleJavaFileObject(
        URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }
}
