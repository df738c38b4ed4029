package dev.caravan.crash;

import dev.caravan.crash.agent.Countdown;
import dev.caravan.crash.agent.KillAgent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The agent's classes as the jar that a JVM asks for; Byte Buddy is on the hub's class path. */
final class AgentJar {
  private static final Path FILE = make();

  private AgentJar() {}

  /** The JVM's option that arms a hub with it. */
  static String option(String argument) {
    return "-javaagent:" + FILE + "=" + argument;
  }

  private static Path make() {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", KillAgent.class.getName());
    String folder = KillAgent.class.getPackageName().replace('.', '/');
    try {
      Path file = Files.createTempFile(Path.of("target").toAbsolutePath(), "kill-agent", ".jar");
      Path classes =
          Path.of(Countdown.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest);
          DirectoryStream<Path> compiled = Files.newDirectoryStream(classes.resolve(folder))) {
        for (Path one : compiled) {
          jar.putNextEntry(new JarEntry(folder + "/" + one.getFileName()));
          Files.copy(one, jar);
        }
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
