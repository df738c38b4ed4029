package dev.caravan.wiring;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The site's own jars, {@code lib} in the home: components, converters and classes that its routes
 * name. They are seen from the next start on, and see the hub's own classes before their own.
 */
final class SiteLibrary {
  private static final Logger LOG = LoggerFactory.getLogger(SiteLibrary.class);

  private SiteLibrary() {}

  /** What finds their classes; the hub's own where there are none. */
  static ClassLoader of(Path home) {
    ClassLoader own = SiteLibrary.class.getClassLoader();
    List<URL> jars = jars(home.resolve("lib"));
    if (jars.isEmpty()) {
      return own;
    }
    LOG.info("On the class path: {}", jars);
    return new URLClassLoader("site", jars.toArray(new URL[0]), own);
  }

  /** In the order of their names, so that the same one wins at every start. */
  private static List<URL> jars(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<URL> jars = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".jar")).sorted().toList()) {
        jars.add(url(file));
      }
      return jars;
    } catch (IOException e) {
      throw new WrongSetting(folder + " cannot be listed: " + e.getMessage());
    }
  }

  private static URL url(Path file) throws MalformedURLException {
    return file.toUri().toURL();
  }
}
