package dev.caravan.bench;

import java.util.List;

/** A backlog spread over nine platforms beside one of Slack alone, on the same hub. */
final class NinePlatformsBench {
  private static final int ROUNDS = 5;

  /** Each connection's; the nine together have as many as Slack has alone in other parts. */
  private static final int CONCURRENCY = 32;

  private NinePlatformsBench() {}

  static void measure(Figures figures) throws Exception {
    int backlog = Sizes.of("nine", 27_000);
    try (BenchHub hub = new BenchHub(Senders.NINE, "limits: none, concurrency: " + CONCURRENCY)) {
      hub.start();
      try (Loader loader = new Loader(hub)) {
        Rounds rounds =
            new Rounds()
                .and(
                    "nine platforms",
                    () -> DrainBench.drained(hub, loader, Senders.NINE, Senders.toNine(backlog)))
                .and(
                    "Slack alone",
                    () ->
                        DrainBench.drained(
                            hub, loader, List.of("slack"), Senders.to("slack", backlog)))
                .run(2);
        System.out.println("  so much for warming");
        rounds.fresh().run(Sizes.rounds(ROUNDS));
        rounds.ratio(figures, "a backlog of 27,000 spread over nine platforms", 1, "0.8");
      }
    }
  }
}
