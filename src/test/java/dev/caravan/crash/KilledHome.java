package dev.caravan.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** One home whose hubs are killed one after the other, each at a step, under callers' load. */
final class KilledHome implements AutoCloseable {
  /** A start, and as long as it takes until a step is met for the n-th time. */
  private static final Duration DEATH = Duration.ofSeconds(60);

  /** The response timeout, 5 s of grace, a turn of the owner's poll, and a slow machine. */
  private static final Duration REST = Duration.ofSeconds(60);

  private static final Pattern BLANK = Pattern.compile("\\s+");

  private final FarSlack far = new FarSlack();
  private final HubHome home = HubHome.towards(far.url());
  private final HubClient client = new HubClient(home);
  private final List<StubbornCaller> callers = new ArrayList<>();
  private final List<KilledSchedule> schedules = new ArrayList<>();
  private HubProcess hub = HubProcess.start(home);
  private int generation;

  /** What is met once a second is met so often at most. */
  private static final int SELDOM = 8;

  /** Six callers begin, four plain, one long, one that needs approvals; and a schedule. */
  void speak() {
    generation++;
    schedules.add(new KilledSchedule(client, "C0SCHEDULEG" + generation));
    for (StubbornCaller.Kind kind : StubbornCaller.Kind.values()) {
      int count = kind == StubbornCaller.Kind.PLAIN ? 4 : 1;
      for (int i = 0; i < count; i++) {
        callers.add(new StubbornCaller(client, kind, "C0%s%dG%d".formatted(kind, i, generation)));
      }
    }
  }

  /**
   * Ends the living hub, starts one that dies when the step is met for the n-th time, and waits.
   */
  void kill(Step step, int often) {
    int times = step.seldom() ? Math.min(often, SELDOM) : often;
    hub.kill();
    if (step.spot().isPresent()) {
      hub = HubProcess.launch(home, AgentJar.option(step.spot().get().argument(times)));
      Patience.until("death at " + step + ", time " + times, DEATH, this::dead);
      // 128 + SIGKILL.
      assertThat(hub.awaitEnd()).as("%s, time %d: %s", step, times, hub.log()).isEqualTo(137);
      assertThat(hub.log()).as(step.name()).contains("killed at its spot");
    } else {
      hub = HubProcess.launch(home);
      killWhileTheFarSideHolds(times);
    }
    assertThat(sending()).as("being sent when killed at " + step).isBetween(0, Proof.CONCURRENCY);
  }

  private boolean dead() {
    assertThat(callers).allSatisfy(c -> assertThat(c.odd).as(c.recipient).isEmpty());
    return !hub.alive();
  }

  private void killWhileTheFarSideHolds(int times) {
    long before = far.count();
    Patience.until("arrivals", DEATH, () -> far.count() >= before + times);
    far.holdAnswers();
    long held = far.count();
    Patience.until("a message that is held", DEATH, () -> far.count() > held);
    hub.kill();
    far.answer();
  }

  /** Kills the PostgreSQL of the home, whatever it is doing. */
  void killDatabase() {
    HomePostgres.of(home).kill();
  }

  /** Starts a hub that is not killed, has everything come to rest, and judges what arrived. */
  void judge() {
    hub.kill();
    hub = HubProcess.start(home);
    callers.forEach(StubbornCaller::end);
    schedules.forEach(KilledSchedule::pause);
    Patience.until("no open firing", REST, () -> rows(KilledSchedule.OPEN, "fired").isEmpty());
    Patience.until("an empty outbox", REST, client::drained);
    int doubted = 0;
    int all = 0;
    for (StubbornCaller caller : callers) {
      all += caller.taken.size();
      doubted += judge(caller);
    }
    for (KilledSchedule schedule : schedules) {
      schedule.judge(this::rows, far.texts(schedule.recipient));
    }
    schedules.clear();
    System.out.printf("%d accepted, %d parts arrived, %d in doubt%n", all, far.count(), doubted);
    callers.clear();
    far.forget();
  }

  private int judge(StubbornCaller caller) {
    List<String> arrived =
        far.texts(caller.recipient).stream().flatMap(BLANK::splitAsStream).toList();
    assertThat(caller.odd).as("answers to " + caller.recipient).isEmpty();
    assertThat(caller.taken).as("taken from " + caller.recipient).isNotEmpty();
    assertThat(arrived).as("order at " + caller.recipient).isSorted().doesNotHaveDuplicates();
    Map<String, String> statuses = statuses(caller.recipient);
    assertThat(statuses).as("one row a message").hasSameSizeAs(caller.taken);
    Set<String> missing = new HashSet<>();
    caller.taken.forEach(
        (n, id) -> {
          assertThat(statuses.get(id))
              .as("message %d to %s", n, caller.recipient)
              .isIn("sent", "unknown");
          if ("sent".equals(statuses.get(id))) {
            IntStream.range(0, caller.kind.words)
                .mapToObj(w -> StubbornCaller.word(n, w))
                .forEach(missing::add);
          }
        });
    missing.removeAll(new HashSet<>(arrived));
    assertThat(missing).as("sent to %s, and not there", caller.recipient).isEmpty();
    return (int) statuses.values().stream().filter("unknown"::equals).count();
  }

  /** How many rows the last owner had marked and not settled. */
  private int sending() {
    return rows(
            "select count(*)::text, '' from outbox where state = 'sending'"
                + " and epoch = (select max(epoch) from connection_owners) and connection = ?",
            "slack")
        .keySet()
        .stream()
        .mapToInt(Integer::parseInt)
        .sum();
  }

  private Map<String, String> statuses(String recipient) {
    return rows(
        "select id::text, status from proactive_messages where recipient_id = ?", recipient);
  }

  /** The first column of each row and its second. */
  private Map<String, String> rows(String query, String parameter) {
    Map<String, String> found = new HashMap<>();
    try (Connection connection = open();
        PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, parameter);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          found.put(rs.getString(1), rs.getString(2));
        }
      }
      return found;
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection open() throws SQLException, IOException {
    dev.caravan.store.Access access = HomePostgres.of(home).access();
    return DriverManager.getConnection(access.url(), access.user(), access.password());
  }

  @Override
  public void close() {
    hub.close();
    far.close();
  }
}
