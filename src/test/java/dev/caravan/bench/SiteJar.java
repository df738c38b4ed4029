package dev.caravan.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Classes of a site's own, as the hub finds them: a jar in its home's {@code lib}. */
final class SiteJar {
  private SiteJar() {}

  /** Before the hub's start; a class alone, without its nested ones. */
  static void put(BenchHub hub, Class<?>... classes) throws IOException {
    Path lib = Files.createDirectories(hub.home.resolve("lib"));
    try (JarOutputStream jar =
        new JarOutputStream(Files.newOutputStream(lib.resolve("site.jar")))) {
      for (Class<?> one : classes) {
        String name = one.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(name));
        try (InputStream in = one.getClassLoader().getResourceAsStream(name)) {
          in.transferTo(jar);
        }
      }
    }
  }
}
