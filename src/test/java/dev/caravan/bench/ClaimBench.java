package dev.caravan.bench;

import dev.caravan.delivery.Claims;
import dev.caravan.store.Database;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** What it costs to claim messages, with much waiting and with much behind. */
final class ClaimBench {
  private static final List<String> SLACK = List.of("slack");

  /** So few that the smallest backlog, too, fills a page: eight rows of each. */
  private static final int LANES = 100;

  private static final int HEADS = 64;
  private static final int ROUNDS = 300;
  private final Figures figures;
  private final Backlog backlog;
  private final Claims claims;
  private double least;

  private record Owner(String node, long epoch) {}

  private ClaimBench(Figures figures, Database database, Owner owner) {
    this.figures = figures;
    this.backlog = new Backlog(database.access(), LANES);
    this.claims = new Claims(database.dataSource(), "slack", owner.node(), owner.epoch());
  }

  static void measure(Figures figures) throws Exception {
    try (BenchHub hub = new BenchHub(SLACK, "limits: none")) {
      hub.start();
      hub.pause(SLACK);
      try (Loader loader = new Loader(hub);
          Database database = new Database(hub.access(), 4)) {
        loader.run(Wish.messages(1));
        Owner owner =
            database
                .jdbi()
                .withHandle(
                    h ->
                        h.createQuery(
                                "select node, epoch from connection_owners where connection = 'slack'")
                            .map((rs, c) -> new Owner(rs.getString(1), rs.getLong(2)))
                            .one());
        new ClaimBench(figures, database, owner).run();
      }
    }
  }

  private void run() throws Exception {
    int few = Sizes.of("claims.few", 1_000);
    int more = Sizes.of("claims.more", 100_000);
    int many = Sizes.of("claims.many", 1_000_000);
    few = Math.max(few, HEADS * 10);
    backlog.queue(few);
    backlog.settle();
    rounds();
    Cost first = rounds();
    backlog.queue(more - few);
    Cost hundred = counted();
    backlog.queue(many - more);
    Cost million = counted();
    backlog.sent(many);
    Cost both = counted();
    backlog.forget();
    backlog.queue(few);
    backlog.sent(many);
    Cost behind = counted();
    backlog.forget();
    backlog.queue(few);
    Cost last = counted();
    least = (first.all() + last.all()) / 2;
    row(few, 0, first);
    row(few, 0, last);
    row(more, 0, hundred);
    row(many, 0, million);
    row(few, many, behind);
    row(many, many, both);
  }

  private Cost counted() throws Exception {
    backlog.settle();
    return rounds();
  }

  /** Medians in milliseconds. */
  private record Cost(double fetch, double mark, double settle) {
    double all() {
      return fetch + mark + settle;
    }
  }

  private Cost rounds() throws Exception {
    int rounds = Sizes.of("claims.rounds", ROUNDS);
    List<Claims.Times> times = new ArrayList<>();
    for (int i = 0; i < rounds + rounds / 3; i++) {
      Claims.Times one = claims.claim(HEADS);
      if (i >= rounds / 3) {
        times.add(one);
      }
      // Behind those that wait in the same lanes: the backlog stays as it is.
      backlog.queue(HEADS);
    }
    return new Cost(
        median(times, Claims.Times::fetch),
        median(times, Claims.Times::mark),
        median(times, Claims.Times::settle));
  }

  private static double median(List<Claims.Times> times, ToLongFunction<Claims.Times> which) {
    long[] sorted = times.stream().mapToLong(which).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2] / 1e6;
  }

  private void row(int waiting, int behind, Cost cost) {
    figures.add(
        String.format(Locale.ROOT, "claiming 64, %,d waiting and %,d sent before", waiting, behind),
        String.format(
            Locale.ROOT,
            "%.1f ms (fetch %.1f, mark %.1f, settle %.1f)",
            cost.all(),
            cost.fetch(),
            cost.mark(),
            cost.settle()),
        String.format(Locale.ROOT, "the least, begin and end, %.1f ms", least),
        String.format(Locale.ROOT, "%.2f", cost.all() / least),
        "1.5");
  }
}
