package dev.caravan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestPostgres;
import dev.caravan.delivery.Ending;
import dev.caravan.monitor.Meters;
import dev.caravan.store.Database;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jdbi.v3.core.Jdbi;

/** What measuring costs. */
final class MetersBench {
  private static final int COUNTED = 5_000_000;
  private static final int ROUNDS = 5;
  private static final int STEP = 50_000;
  private static final String DEPTHS =
      "select connection, count(*) filter (where state = 'ready'), min(seq) from outbox group by 1";
  private static final String ACTS =
      "insert into audit_events (at, subject, verb, actor) select now(), 'message:' || n, 'message.sent',"
          + " 'hub' from generate_series(1, 50000) n";

  private MetersBench() {}

  static void measure(Figures figures) {
    count(figures);
    try (Database database = TestPostgres.migrated()) {
      look(figures, database.jdbi(), 1_000);
      look(figures, database.jdbi(), 1_000_000);
      trail(figures, database.jdbi());
    }
  }

  private static void count(Figures figures) {
    Meters meters = new Meters();
    Map<String, LongAdder> bare = new ConcurrentHashMap<>(Map.of("slack", new LongAdder()));
    Duration took = Duration.ofMillis(20);
    double counting = nanos(() -> meters.settled("slack", Ending.SENT, null, took));
    double adding = nanos(() -> bare.getOrDefault("slack", new LongAdder()).increment());
    assertThat(meters.registry().get("caravan.send").timer().count()).isPositive();
    figures.add(
        "a settled try counted, with its duration",
        String.format(Locale.ROOT, "%.0f ns", counting),
        String.format(Locale.ROOT, "a LongAdder in a map, %.0f ns", adding),
        String.format(Locale.ROOT, "%.1f", counting / adding),
        "");
  }

  private static double nanos(Runnable act) {
    double[] rounds = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long began = System.nanoTime();
      for (int i = 0; i < COUNTED; i++) {
        act.run();
      }
      rounds[round] = (double) (System.nanoTime() - began) / COUNTED;
    }
    Arrays.sort(rounds);
    return rounds[ROUNDS / 2];
  }

  private static void look(Figures figures, Jdbi jdbi, int queued) {
    jdbi.useHandle(
        h -> {
          h.execute("truncate outbox");
          // In steps, for no statement may run longer than the pool's sockets wait.
          for (int i = 0; i < queued; i += STEP) {
            h.execute(
                "insert into outbox (id, connection, recipient_id, urgency) select gen_random_uuid(),"
                    + " 'c' || n % 9, 'r' || n % 1000, 2 from generate_series(1, ?) n",
                Math.min(STEP, queued - i));
          }
          h.execute("analyze outbox");
        });
    double[] rounds = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long began = System.nanoTime();
      jdbi.useHandle(h -> h.createQuery(DEPTHS).mapToMap().list());
      rounds[round] = (System.nanoTime() - began) / 1e6;
    }
    Arrays.sort(rounds);
    figures.add(
        String.format(Locale.ROOT, "a look at the queues, %,d queued", queued),
        String.format(Locale.ROOT, "%.1f ms", rounds[ROUNDS / 2]),
        "",
        "",
        "never more than a fiftieth of the time");
  }

  /** What the index over the hub's troubles costs every other act of the trail. */
  private static void trail(Figures figures, Jdbi jdbi) {
    double[] with = new double[ROUNDS];
    double[] without = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      jdbi.useHandle(
          h ->
              h.execute(
                  "create index if not exists audit_events_troubles on audit_events (xid, id) where actor = 'hub'"
                      + " and verb in ('message.failed', 'message.dead', 'message.unknown', 'connection.paused')"));
      with[round] = insert(jdbi);
      jdbi.useHandle(h -> h.execute("drop index audit_events_troubles"));
      without[round] = insert(jdbi);
    }
    Arrays.sort(with);
    Arrays.sort(without);
    figures.ratio(
        "acts written to the trail",
        STEP / with[ROUNDS / 2],
        "without the index of troubles",
        (double) STEP / without[ROUNDS / 2],
        "");
  }

  private static double insert(Jdbi jdbi) {
    jdbi.useHandle(h -> h.execute("truncate audit_events"));
    long began = System.nanoTime();
    jdbi.useHandle(h -> h.execute(ACTS));
    return (System.nanoTime() - began) / 1e9;
  }
}
