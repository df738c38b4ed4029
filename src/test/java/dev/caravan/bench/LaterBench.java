package dev.caravan.bench;

import dev.caravan.store.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A hub with much scheduled for later, under the load that the reference systems claim: whether
 * anything becomes late, and whether anything grows.
 */
final class LaterBench {
  /** Messages a second, over nine connections. */
  private static final int RATE = 167;

  /** Of these in a second, so many were scheduled before and become due meanwhile. */
  private static final int DUE = 17;

  private final BenchHub hub;
  private final List<Minute> minutes = new ArrayList<>();

  private LaterBench(BenchHub hub) {
    this.hub = hub;
  }

  private record Minute(
      Numbers.Spread sent, Numbers.Spread due, long live, long resident, long queued) {}

  static void measure(Figures figures) throws Exception {
    int seconds = Sizes.of("later.seconds", 600);
    int later = Sizes.of("later", 100_000);
    try (BenchHub hub = new BenchHub(Senders.NINE, "limits: none")) {
      hub.start();
      try (Loader loader = new Loader(hub);
          Database database = new Database(hub.access(), 2)) {
        long now = Load.micros();
        long day = TimeUnit.DAYS.toMicros(1);
        loader.run(Senders.later(later, new Wish.Dues(now + day, 1_000)));
        // Warm.
        hub.awaitSent(loader.run(Wish.messages(Sizes.of("later.warm", 50_000))).good());
        new LaterBench(hub).run(figures, loader, database, seconds);
      }
    }
  }

  private void run(Figures figures, Loader loader, Database database, int seconds)
      throws Exception {
    long first = Load.micros() + TimeUnit.SECONDS.toMicros(15);
    loader.run(Senders.later(DUE * seconds, new Wish.Dues(first, 1_000_000 / DUE)));
    hub.far.ask("forget");
    Wish wish = Senders.toNine((RATE - DUE) * seconds).at(new Wish.Pace(64, (double) RATE - DUE));
    CompletableFuture<Load.Result> running = loader.begin(wish);
    int step = Math.min(60, Math.max(1, seconds / 2));
    for (int at = step; at <= seconds; at += step) {
      TimeUnit.SECONDS.sleep(step);
      minutes.add(look(database));
    }
    running.join();
    rows(figures, minutes.get(0), minutes.get(minutes.size() - 1));
  }

  private Minute look(Database database) throws Exception {
    Numbers.Spread sent = Numbers.Spread.read(hub.far.ask("late a"));
    Numbers.Spread due = Numbers.Spread.read(hub.far.ask("late s"));
    hub.far.ask("forget");
    long queued =
        database
            .jdbi()
            .withHandle(h -> h.createQuery("select count(*) from outbox").mapTo(Long.class).one());
    Minute minute =
        new Minute(sent, due, Usage.live(hub.handle()), Usage.resident(hub.handle()), queued);
    System.out.println("  " + minute);
    return minute;
  }

  private void rows(Figures figures, Minute first, Minute last) {
    String what = "167/s over nine connections, 100,000 for later; the last minute: ";
    String beside = "the first minute, ";
    figures.add(
        what + "sent at once, p50 / p99",
        Figures.millis(last.sent().p50(), last.sent().p99()),
        beside + Figures.millis(first.sent().p50(), first.sent().p99()),
        ratio(last.sent().p99(), first.sent().p99()),
        "about 1");
    figures.add(
        what + "late where scheduled, p50 / p99",
        Figures.millis(last.due().p50(), last.due().p99()),
        beside + Figures.millis(first.due().p50(), first.due().p99()),
        ratio(last.due().p99(), first.due().p99()),
        "about 1");
    figures.add(
        what + "heap live, resident, rows waiting",
        "%d MB, %d MB, %d".formatted(last.live(), last.resident(), last.queued()),
        beside + "%d MB, %d MB, %d".formatted(first.live(), first.resident(), first.queued()),
        ratio(last.live(), first.live()),
        "about 1");
  }

  private static String ratio(long figure, long beside) {
    return beside == 0 ? "" : String.format(Locale.ROOT, "%.2f", (double) figure / beside);
  }
}
