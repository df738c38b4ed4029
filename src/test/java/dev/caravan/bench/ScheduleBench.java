package dev.caravan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A hundred thousand schedules stored: what making, waiting and firing cost. */
@Tag("bench")
class ScheduleBench {
  private static final int STORED = 100_000;
  private static final int FEW = 100;
  private static final int WARM = 10_000;
  private static final int BATCH = 1_000;
  private static final int SINGLE = 2_000;
  private static final int LOOKS = 400;
  private static final int BURST = 10_000;
  private static final int STEADY = 6_000;
  private static final Duration APART = Duration.ofMillis(5);
  private static final String SCHEDULES = "/api/v1/messaging/schedule/";
  private static final String FAR = "\"cron_expression\":\"0 9 1 1 *\"";

  @Test
  void schedules() throws Exception {
    Figures figures = new Figures();
    try (BenchHub hub = new BenchHub(List.of("slack"), "limits: none, concurrency: 32")) {
      hub.start();
      batch(hub, FEW, n -> FAR);
      looks(hub);
      double few = looks(hub);
      batch(hub, WARM, n -> FAR);
      double made = batch(hub, STORED - WARM - FEW, n -> FAR);
      figures.add(
          "schedules made over create/batch",
          String.format(Locale.ROOT, "%,.0f/s", made),
          "",
          "",
          "2,000/s");
      figures.add("a single create, p50 / p99", single(hub), "", "", "99th below 50 ms");
      double many = looks(hub);
      figures.add(
          "a look that finds nothing, 100,000 stored, p50",
          String.format(Locale.ROOT, "%.2f ms", many),
          String.format(Locale.ROOT, "with 100 stored, %.2f ms", few),
          String.format(Locale.ROOT, "%.2f", many / few),
          "the same with 100 and 100,000");
      burst(hub, 2_000);
      burst(hub, BURST);
      figures.add(
          "10,000 due in one second are messages after",
          String.format(Locale.ROOT, "%.2f s", burst(hub, BURST)),
          "",
          "",
          "below 2 s");
      figures.add(
          "lateness at 200 firings/s, seen p50 / p99",
          steady(hub, "r.fired_at"),
          "",
          "",
          "99th below 500 ms");
      figures.add(
          "the same to the message", lateness(hub, "m.created_at"), "", "", "99th below 500 ms");
    }
    figures.print();
  }

  /** Makes so many; answers how many a second. */
  private static double batch(BenchHub hub, int count, IntFunction<String> when)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    for (int at = 0; at < count; at += BATCH) {
      int from = at;
      String body =
          IntStream.range(at, Math.min(count, at + BATCH))
              .mapToObj(n -> schedule(n, when.apply(n)))
              .collect(Collectors.joining(",", "{\"schedules\":[", "]}"));
      String answer = hub.call("POST", SCHEDULES + "create/batch", body);
      if (!answer.contains("\"refused\":0,")) {
        throw new AssertionError("From " + from + ": " + answer.substring(0, 500));
      }
    }
    return count * 1e9 / (System.nanoTime() - began);
  }

  private static String schedule(int n, String when) {
    return "{\"agent_id\":\"autonomous\",\"platform\":\"slack\",\"recipient_id\":\"C0R%04d\",\"template\":\"Run {{run_count}} of %d at {{time}}\",%s}"
        .formatted(n % 1_000, n, when);
  }

  private static String single(BenchHub hub) throws IOException, InterruptedException {
    long[] nanos = new long[SINGLE];
    for (int i = 0; i < SINGLE; i++) {
      long began = System.nanoTime();
      String answer = hub.call("POST", SCHEDULES + "create", schedule(i, FAR));
      nanos[i] = System.nanoTime() - began;
      if (!answer.contains("\"next_runs\"")) {
        throw new AssertionError(answer);
      }
    }
    Arrays.sort(nanos);
    return "%.1f / %.1f ms".formatted(nanos[SINGLE / 2] / 1e6, nanos[(int) (SINGLE * 0.99)] / 1e6);
  }

  /** What a look costs that finds nothing, in milliseconds, its call over HTTP included. */
  private static double looks(BenchHub hub) throws IOException, InterruptedException {
    long[] nanos = new long[LOOKS];
    for (int i = 0; i < LOOKS; i++) {
      long began = System.nanoTime();
      hub.call("POST", SCHEDULES + "_execute-due", "");
      nanos[i] = System.nanoTime() - began;
    }
    Arrays.sort(nanos);
    return nanos[LOOKS / 2] / 1e6;
  }

  /** Seconds from the moment at which so many are due until all of their messages are stored. */
  private static double burst(BenchHub hub, int count) throws Exception {
    Instant due = at(Duration.ofSeconds(20));
    batch(hub, count, n -> "\"scheduled_for\":\"" + due + "\"");
    if (!at(Duration.ofSeconds(1)).isBefore(due)) {
      throw new AssertionError("They were not made in time");
    }
    String stored =
        "select count(*) from proactive_messages where origin = 'schedule' and created_at >= '"
            + due
            + "'";
    try (Connection connection = open(hub);
        Statement statement = connection.createStatement()) {
      long end = System.nanoTime() + 120_000_000_000L;
      while (one(statement, stored) < count) {
        if (System.nanoTime() > end) {
          throw new AssertionError(one(statement, stored) + " of " + count);
        }
        LockSupport.parkNanos(20_000_000);
      }
      double seconds = Duration.between(due, at(Duration.ZERO)).toMillis() / 1000.0;
      // The next figure is not to be that of a hub that still sends these.
      while (one(statement, "select count(*) from outbox") > 0) {
        LockSupport.parkNanos(100_000_000);
      }
      return seconds;
    }
  }

  private static Instant at(Duration ahead) {
    return java.time.InstantSource.system().instant().plus(ahead);
  }

  private static String steady(BenchHub hub, String until) throws Exception {
    Instant begin = at(Duration.ofSeconds(15));
    batch(
        hub,
        STEADY,
        n ->
            "\"name\":\"steady-"
                + n
                + "\",\"scheduled_for\":\""
                + begin.plus(APART.multipliedBy(n))
                + "\"");
    try (Connection connection = open(hub);
        Statement statement = connection.createStatement()) {
      String done =
          "select count(*) from schedule_runs where name like 'steady-%' and result = 'queued'";
      long end = System.nanoTime() + 180_000_000_000L;
      while (one(statement, done) < STEADY) {
        if (System.nanoTime() > end) {
          throw new AssertionError(one(statement, done) + " of " + STEADY);
        }
        LockSupport.parkNanos(500_000_000);
      }
    }
    return lateness(hub, until);
  }

  private static String lateness(BenchHub hub, String until) throws Exception {
    try (Connection connection = open(hub);
        Statement statement = connection.createStatement();
        ResultSet rs =
            statement.executeQuery(
                "select percentile_cont(array[0.5, 0.99]) within group (order by extract(epoch from "
                    + until
                    + " - r.due_at) * 1000) from schedule_runs r join proactive_messages m"
                    + " on m.id = r.message_id where r.name like 'steady-%'")) {
      rs.next();
      Double[] found = (Double[]) rs.getArray(1).getArray();
      return "%.0f / %.0f ms".formatted(found[0], found[1]);
    }
  }

  private static long one(Statement statement, String sql) throws SQLException {
    try (ResultSet rs = statement.executeQuery(sql)) {
      rs.next();
      return rs.getLong(1);
    }
  }

  /** The hub's own database, as docs/RUNBOOK.md opens it. */
  private static Connection open(BenchHub hub) throws IOException, SQLException {
    Path postgres = hub.home.resolve("postgres");
    String port = Files.readAllLines(postgres.resolve("postmaster.pid")).get(3).strip();
    String password = Files.readString(hub.home.resolve("postgres-hub.secret")).strip();
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/caravan", "caravan", password);
  }
}
