package dev.caravan.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table that a benchmark prints: each figure, what stands beside it, and their ratio. */
final class Figures {
  private final List<String> rows = new ArrayList<>();

  void add(String what, String figure, String beside, String ratio) {
    rows.add(
        String.format(Locale.ROOT, "| %-58s | %16s | %40s | %6s |", what, figure, beside, ratio));
  }

  void ratio(String what, double figure, String besideName, double beside) {
    add(
        what,
        String.format(Locale.ROOT, "%,.0f/s", figure),
        String.format(Locale.ROOT, "%s %,.0f/s", besideName, beside),
        String.format(Locale.ROOT, "%.2f", figure / beside));
  }

  void print() {
    System.out.println();
    System.out.println(
        "JDK "
            + Runtime.version()
            + ", "
            + Runtime.getRuntime().availableProcessors()
            + " processors, "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch"));
    System.out.println(
        String.format(
            Locale.ROOT, "| %-58s | %16s | %40s | %6s |", "what", "figure", "beside it", "ratio"));
    System.out.println(
        "|"
            + "-".repeat(60)
            + "|"
            + "-".repeat(18)
            + "|"
            + "-".repeat(42)
            + "|"
            + "-".repeat(8)
            + "|");
    rows.forEach(System.out::println);
    System.out.println();
  }
}
