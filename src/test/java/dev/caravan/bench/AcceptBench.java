package dev.caravan.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What accepting over HTTP reaches, beside bare durable inserts. */
final class AcceptBench {
  private static final int ROUNDS = 5;

  private AcceptBench() {}

  static void measure(Figures figures) throws Exception {
    // A JVM compiles this path for about half a minute.
    int warm = Sizes.of("accept.warm", 100_000);
    int counted = Sizes.of("accept", 30_000);
    try (BenchHub hub = new BenchHub(List.of("slack"), "limits: none")) {
      BareRoutes.add(hub);
      hub.start();
      // Paused, not stopped: the messages still go into the outbox.
      hub.pause(List.of("slack"));
      try (Loader loader = new Loader(hub)) {
        loader.run(Wish.messages(warm));
        loader.run(Wish.messages(warm).to(BareRoutes.INSERT));
        BareRoutes.inserts(hub, counted / 2 + 1);
        List<Load.Result> sent = new ArrayList<>();
        Rounds rounds =
            new Rounds()
                .and(
                    "accepted",
                    () -> {
                      sent.add(loader.run(Wish.messages(counted)));
                      return sent.get(sent.size() - 1).perSecond();
                    })
                .and(
                    "a route of the same server with one bare INSERT a request",
                    () -> loader.run(Wish.messages(counted).to(BareRoutes.INSERT)).perSecond())
                .and(
                    "bare JDBC inserts, 32 connections",
                    () -> BareRoutes.inserts(hub, counted / 2 + 1))
                .run(Sizes.rounds(ROUNDS));
        String what = "accepted over HTTP, 32 connections, the connection paused";
        rounds.ratio(figures, what, 2, "");
        rounds.ratio(figures, what, 1, "1.0");
        Load.Result median =
            sent.stream()
                .sorted(Comparator.comparing(Load.Result::perSecond))
                .toList()
                .get(sent.size() / 2);
        figures.add(
            "its latency, p50 / p99",
            Figures.millis(median.p50Micros(), median.p99Micros()),
            "",
            "",
            "");
      }
    }
  }
}
