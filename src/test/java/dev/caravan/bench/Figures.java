package dev.caravan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table that the benchmarks print: each figure, what stands beside it, and their ratio. */
final class Figures {
  /** Kept as it grows, for a later part may fail. */
  private static final Path FILE = Path.of("target", "bench.md");

  private static final String ROW = "| %s | %s | %s | %s | %s |";
  private final List<String> rows = new ArrayList<>();

  /** A row; {@code wanted} is what was promised of the ratio or the figure, or nothing. */
  void add(String what, String figure, String beside, String ratio, String wanted) {
    String row = String.format(Locale.ROOT, ROW, what, figure, beside, ratio, wanted);
    System.out.println(row);
    rows.add(row);
    try {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, written());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** A row of two rates. */
  void ratio(String what, double figure, String besideName, double beside, String wanted) {
    add(
        what,
        rate(figure),
        besideName + ", " + rate(beside),
        String.format(Locale.ROOT, "%.2f", figure / beside),
        wanted);
  }

  static String rate(double perSecond) {
    return String.format(Locale.ROOT, perSecond < 100 ? "%,.1f/s" : "%,.0f/s", perSecond);
  }

  /** Microseconds as milliseconds. */
  static String millis(long... micros) {
    List<String> each = new ArrayList<>();
    for (long one : micros) {
      each.add(String.format(Locale.ROOT, "%.1f", one / 1000.0));
    }
    return String.join(" / ", each) + " ms";
  }

  private String written() {
    return "JDK "
        + Runtime.version()
        + ", "
        + Runtime.getRuntime().availableProcessors()
        + " processors, "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch")
        + "\n\n"
        + String.format(Locale.ROOT, ROW, "what", "figure", "beside it", "ratio", "wanted")
        + "\n|---|---|---|---|---|\n"
        + String.join("\n", rows)
        + "\n";
  }

  void print() {
    System.out.println("\n" + written());
  }
}
