package dev.caravan.bench;

import java.util.List;
import java.util.Locale;

/** What a flood of low messages does to critical ones, on a connection as it is by default. */
final class FloodBench {
  private static final List<String> SLACK = List.of("slack");

  /** The most calls at once of a connection that says nothing of them. */
  private static final int IN_FLIGHT = 16;

  private static final int CRITICAL = 100;

  /** So seldom that none of them meets another. */
  private static final Wish.Pace PACE = new Wish.Pace(8, 10);

  private FloodBench() {}

  static void measure(Figures figures) throws Exception {
    int flood = Sizes.of("flood", 100_000);
    int critical = Sizes.of("flood.critical", CRITICAL);
    try (BenchHub hub = new BenchHub(SLACK, "limits: none")) {
      hub.start();
      try (Loader loader = new Loader(hub)) {
        Wish low = Wish.messages(flood).saying(said("low", "l"));
        hub.awaitSent(loader.run(low).good());
        Wish quiet = Wish.messages(critical).saying(said("critical", "q")).at(PACE);
        hub.awaitSent(hub.sent() + loader.run(quiet).good());
        Numbers.Spread alone = Numbers.Spread.read(hub.far.ask("late q"));
        hub.pause(SLACK);
        loader.run(low);
        long before = hub.sent();
        hub.resume(SLACK);
        loader.run(Wish.messages(critical).saying(said("critical", "c")).at(PACE));
        long passed = hub.sent() - before;
        Numbers.Spread amid = Numbers.Spread.read(hub.far.ask("late c"));
        Numbers.Spread between = Numbers.Spread.read(hub.far.ask("before c"));
        if (passed >= flood) {
          System.out.println("  the flood was over before the last critical message was due");
        }
        figures.add(
            String.format(
                Locale.ROOT, "a critical amid a flood of %,d low, p50 / p99 / most", flood),
            Figures.millis(amid.p50(), amid.p99(), amid.most()),
            "alone, " + Figures.millis(alone.p50(), alone.p99(), alone.most()),
            String.format(Locale.ROOT, "%.2f", (double) amid.p50() / alone.p50()),
            "");
        figures.add(
            "low ones that arrived between a critical's submission and its arrival, p50 / most",
            between.p50() + " / " + between.most(),
            "in flight at once, " + IN_FLIGHT,
            String.format(Locale.ROOT, "%.2f", (double) between.p50() / IN_FLIGHT),
            "");
      }
    }
  }

  private static String said(String priority, String kind) {
    return Wish.said(
        "slack",
        "C0" + kind.toUpperCase(Locale.ROOT) + "{r}",
        kind,
        ",\"priority\":\"" + priority + "\"");
  }
}
