package dev.caravan.wiring;

import dev.caravan.platform.Matrix;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code platforms [file]}: prints what the platforms can do, or writes it into a page of Markdown
 * between its two marks.
 */
final class Tabulate {
  static final String BEGIN = "<!-- platforms: begin -->\n";
  static final String END = "<!-- platforms: end -->";

  private final PrintStream out;

  Tabulate(PrintStream out) {
    this.out = out;
  }

  /** Answers the process's status: 0, or 1 where the file lacks the marks. */
  int run(List<String> arguments) {
    String tables = Matrix.markdown(PlatformList.platforms().all());
    if (arguments.isEmpty()) {
      out.print(tables);
      return 0;
    }
    Path file = Path.of(arguments.get(0));
    try {
      String page = Files.readString(file);
      int from = page.indexOf(BEGIN);
      int to = page.indexOf(END);
      if (from < 0 || to < from) {
        out.println(file + " has no line '" + BEGIN.strip() + "' with '" + END + "' below it.");
        return 1;
      }
      Files.writeString(
          file, page.substring(0, from + BEGIN.length()) + tables + page.substring(to));
      out.println("Wrote the tables into " + file + ".");
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read and written", e);
    }
  }
}
