package dev.caravan.bench;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** What a hub needs that has much to send, beside one that has little. */
final class MemoryBench {
  private static final List<String> SLACK = List.of("slack");

  /** So that the smaller backlog lasts while it is looked. */
  private static final int FEW_AT_ONCE = 4;

  private static final int LEAST = 5_000;
  private final BenchHub hub;

  private MemoryBench(BenchHub hub) {
    this.hub = hub;
  }

  static void measure(Figures figures) throws Exception {
    int few = Math.max(LEAST, Sizes.of("memory.few", 10_000));
    int many = Sizes.of("memory.many", 1_000_000);
    try (BenchHub hub = new BenchHub(SLACK, "limits: none, concurrency: " + FEW_AT_ONCE)) {
      hub.start();
      try (Loader loader = new Loader(hub)) {
        MemoryBench bench = new MemoryBench(hub);
        // What is loaded and compiled once is there before either is looked at.
        DrainBench.drained(hub, loader, SLACK, Wish.messages(few), Wish.messages(few));
        hub.pause(SLACK);
        loader.run(Wish.messages(few));
        Backlog backlog = new Backlog(hub.access(), Wish.RECIPIENTS);
        Needs little = bench.amidSending();
        backlog.queue(many);
        backlog.settle();
        Needs much = bench.amidSending();
        figures.add(
            String.format(Locale.ROOT, "heap live amid sending, %,d queued", many),
            much.live() + " MB",
            String.format(Locale.ROOT, "%,d queued, %d MB", few, little.live()),
            String.format(Locale.ROOT, "%.2f", (double) much.live() / little.live()),
            "about 1");
        figures.add(
            String.format(Locale.ROOT, "resident amid sending, %,d queued", many),
            much.resident() + " MB",
            String.format(Locale.ROOT, "%,d queued, %d MB", few, little.resident()),
            String.format(Locale.ROOT, "%.2f", (double) much.resident() / little.resident()),
            "about 1");
      }
    }
  }

  private record Needs(long live, long resident) {}

  /** The most of three looks while it sends; then it is paused again. */
  private Needs amidSending() throws Exception {
    long before = hub.sent();
    hub.resume(SLACK);
    hub.awaitSent(before + 1);
    long live = 0;
    long resident = 0;
    for (int look = 0; look < 3; look++) {
      LockSupport.parkNanos(300_000_000);
      live = Math.max(live, Usage.live(hub.handle()));
      resident = Math.max(resident, Usage.resident(hub.handle()));
    }
    hub.pause(SLACK);
    return new Needs(live, resident);
  }
}
