package dev.caravan.bench;

import dev.caravan.store.Access;
import java.util.List;

/** What delivering a backlog reaches, beside a bare loop of calls and beside db-scheduler. */
final class DrainBench {
  /**
   * Each send passes a mark that is on the disk, the call, and a settlement, one after another; a
   * thread of the bare loop does nothing but call. So the hub has twice as many at a time.
   */
  static final int CONCURRENCY = 64;

  static final int THREADS = 32;

  private static final List<String> SLACK = List.of("slack");
  private static final String TRAFFIC = "limits: none, concurrency: " + CONCURRENCY;
  private static final int ROUNDS = 3;

  private DrainBench() {}

  /** To a platform whose route does no I/O. */
  static void atOnce(Figures figures) throws Exception {
    int backlog = Sizes.of("drain", 100_000);
    try (BenchHub hub = new BenchHub(SLACK, TRAFFIC)) {
      SiteJar.put(hub, Instantly.class);
      hub.route("platform/slack", Instantly.ROUTE);
      hub.start();
      try (Loader loader = new Loader(hub);
          Child scheduler = scheduler(hub)) {
        Rounds rounds =
            new Rounds()
                .and("the hub", () -> drained(hub, loader, SLACK, Wish.messages(backlog)))
                .and(
                    "no-op tasks of db-scheduler",
                    () -> asked(scheduler, "nothing " + CONCURRENCY + " " + backlog / 2))
                .run(1);
        System.out.println("  so much for warming");
        rounds.fresh().run(Sizes.rounds(ROUNDS));
        rounds.ratio(
            figures,
            "a backlog of 100,000 delivered to a platform that answers at once",
            1,
            "15,000/s");
      }
    }
  }

  /** To the pretend Slack over HTTP. */
  static void overHttp(Figures figures) throws Exception {
    int backlog = Sizes.of("drain", 100_000);
    try (BenchHub hub = new BenchHub(SLACK, TRAFFIC)) {
      hub.start();
      try (Loader loader = new Loader(hub);
          Child scheduler = scheduler(hub);
          Child bare = new Child(BareHttp.class, hub.farUrl("slack"))) {
        Rounds rounds =
            new Rounds()
                .and("the hub", () -> drained(hub, loader, SLACK, Wish.messages(backlog)))
                .and(
                    "a bare camel-http loop, 32 threads",
                    () -> asked(bare, THREADS + " " + backlog / 2))
                .and(
                    "db-scheduler with the same POST, 64 threads",
                    () -> asked(scheduler, "post " + CONCURRENCY + " " + backlog / 2))
                .run(1);
        System.out.println("  so much for warming");
        rounds.fresh().run(Sizes.rounds(ROUNDS));
        String what = "a backlog of 100,000 delivered over HTTP, 1,000 recipients";
        rounds.ratio(figures, what, 1, "0.6");
        rounds.ratio(figures, what, 2, "2");
      }
    }
  }

  private static Child scheduler(BenchHub hub) throws Exception {
    Access access = hub.access();
    return new Child(
        BareScheduler.class, access.url(), access.user(), access.password(), hub.farUrl("slack"));
  }

  static double asked(Child child, String line) throws Exception {
    return Double.parseDouble(child.ask(line));
  }

  /** Lets messages gather while these connections are paused; answers how fast they go then. */
  static double drained(BenchHub hub, Loader loader, List<String> paused, Wish... wishes)
      throws Exception {
    long before = hub.sent();
    long count = 0;
    hub.pause(paused);
    for (Wish wish : wishes) {
      loader.run(wish);
      count += wish.count();
    }
    long began = System.nanoTime();
    hub.resume(paused);
    hub.awaitSent(before + count);
    return count * 1e9 / (System.nanoTime() - began);
  }
}
