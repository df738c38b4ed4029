package dev.caravan.wiring;

import dev.caravan.wiring.routes.RouteFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** {@code export flow/govern [folder]}: writes a built-in route file to the site, for editing. */
final class Export {
  private final Settings settings;
  private final PrintStream out;

  Export(Settings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  /** Answers the process's status: 0 where the file was written, else 1. */
  int run(List<String> arguments) {
    String name = arguments.isEmpty() ? "" : arguments.get(0);
    Optional<String> text = RouteFiles.builtIn(name);
    if (text.isEmpty()) {
      out.println(
          "There is no built-in route '"
              + name
              + "'; there are "
              + String.join(", ", RouteFiles.builtIns())
              + ".");
      return 1;
    }
    Path folder = arguments.size() > 1 ? Path.of(arguments.get(1)) : SiteRoutes.folder(settings);
    Path file = folder.resolve(RouteFiles.file(name));
    if (Files.exists(file)) {
      out.println(file + " is there already; edit it, or move it away first.");
      return 1;
    }
    write(file, text.get());
    out.println("Wrote " + file + "; a running hub takes it over within a second.");
    return 0;
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }
}
