package dev.caravan.wiring.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The route files inside the hub's jar, or beside its classes where it runs from a folder. */
final class BuiltInRoutes {
  /** A file that is there for sure, and shows where all are. */
  private static final String KNOWN = "/routes/flow/govern" + RouteFile.SUFFIX;

  private BuiltInRoutes() {}

  /** All of them by their names, in the order of these. */
  static Map<String, RouteFile> all() {
    return beside(Objects.requireNonNull(BuiltInRoutes.class.getResource(KNOWN), KNOWN));
  }

  /** All of them in the jar or the folder that {@code flow/govern} is found in. */
  static Map<String, RouteFile> beside(URL known) {
    try {
      URI place = known.toURI();
      if (!"jar".equals(place.getScheme())) {
        return below(Path.of(place));
      }
      // Camel's own search names a jar's files without their folders, so the jar is read here.
      try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
        return below(jar.getPath(KNOWN));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The built-in routes cannot be read", e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("The built-in routes cannot be found", e);
    }
  }

  private static Map<String, RouteFile> below(Path known) throws IOException {
    Path root = known.resolveSibling("..").normalize();
    Map<String, RouteFile> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(root)) {
      List<Path> routes = found.filter(f -> f.toString().endsWith(RouteFile.SUFFIX)).toList();
      for (Path file : routes) {
        String name = root.relativize(file).toString().replace('\\', '/');
        files.put(
            name,
            new RouteFile(
                name,
                Files.readString(file),
                RouteFile.Source.BUILT_IN,
                "classpath:routes/" + name));
      }
    }
    return files;
  }
}
