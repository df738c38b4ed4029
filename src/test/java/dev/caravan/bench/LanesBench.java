package dev.caravan.bench;

import java.util.List;

/** A thousand lanes beside one, in which one message waits for the other. */
final class LanesBench {
  private static final List<String> SLACK = List.of("slack");
  private static final int ROUNDS = 3;

  private LanesBench() {}

  static void measure(Figures figures) throws Exception {
    int many = Sizes.of("lanes.many", 30_000);
    int one = Sizes.of("lanes.one", 5_000);
    try (BenchHub hub =
        new BenchHub(SLACK, "limits: none, concurrency: " + DrainBench.CONCURRENCY)) {
      hub.start();
      try (Loader loader = new Loader(hub);
          Child bare = new Child(BareHttp.class, hub.farUrl("slack"))) {
        Rounds lanes =
            new Rounds()
                .and(
                    "1,000 lanes",
                    () -> DrainBench.drained(hub, loader, SLACK, Wish.messages(many)))
                .and(
                    "one lane",
                    () -> DrainBench.drained(hub, loader, SLACK, Wish.messages(one).spreadOver(1)))
                .and("a bare loop of one thread", () -> DrainBench.asked(bare, "1 " + one))
                .run(2);
        System.out.println("  so much for warming");
        lanes.fresh().run(Sizes.rounds(ROUNDS));
        lanes.ratio(figures, "delivered over 1,000 lanes", 1, "");
        figures.ratio(
            "delivered over one lane, one after another",
            lanes.median(1),
            "a bare camel-http loop of one thread",
            lanes.median(2),
            "");
      }
    }
  }
}
