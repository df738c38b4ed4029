package dev.caravan.wiring.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder of route files: the site's own, or the copies of those that last worked. */
record RouteFolder(Path path) {

  /** The route files by their names, in the order of these. */
  Map<String, Path> files() {
    Map<String, Path> files = new TreeMap<>();
    if (!Files.isDirectory(path)) {
      return files;
    }
    try (Stream<Path> all = Files.walk(path)) {
      all.filter(file -> file.toString().endsWith(RouteFile.SUFFIX) && Files.isRegularFile(file))
          .forEach(file -> files.put(path.relativize(file).toString().replace('\\', '/'), file));
      return files;
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalStateException(path + " cannot be listed: " + e.getMessage(), e);
    }
  }

  RouteFile read(String name) {
    Path file = path.resolve(name);
    try {
      return new RouteFile(name, Files.readString(file), RouteFile.Source.SITE, "file:" + file);
    } catch (IOException e) {
      throw new RouteTree.Unreadable(
          Violation.fault(name, 0, "cannot be read: " + e.getMessage() + "."));
    }
  }

  /** Writes the file whole or not at all. */
  void keep(RouteFile file) {
    try {
      Path to = path.resolve(file.name());
      Files.createDirectories(to.getParent());
      Path fresh = Files.writeString(to.resolveSibling(to.getFileName() + ".new"), file.text());
      Files.move(fresh, to, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("The copy of " + file.name() + " cannot be kept", e);
    }
  }

  void forget(String name) {
    try {
      Files.deleteIfExists(path.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("The copy of " + name + " cannot be deleted", e);
    }
  }
}
