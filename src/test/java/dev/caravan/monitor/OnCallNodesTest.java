package dev.caravan.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.MovedClock;
import dev.caravan.TestPostgres;
import dev.caravan.delivery.BreakerState;
import dev.caravan.governance.Accepted;
import dev.caravan.message.Address;
import dev.caravan.message.Decision;
import dev.caravan.message.Maturity;
import dev.caravan.message.Message;
import dev.caravan.message.Progress;
import dev.caravan.message.Refused;
import dev.caravan.message.Sender;
import dev.caravan.message.Status;
import dev.caravan.message.StoredMessage;
import dev.caravan.message.Submission;
import dev.caravan.message.Target;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Connections;
import dev.caravan.platform.Windowed;
import dev.caravan.store.Database;
import dev.caravan.store.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Those on call, told by several nodes on one database, whose looks the test makes. */
class OnCallNodesTest {
  private static final List<Address> TARGETS =
      List.of(new Address(null, "one", "a", null), new Address(null, "two", "b", null));

  private final MovedClock clock = new MovedClock();
  private final Connections connections = new Connections();
  private final List<Submission> said = new CopyOnWriteArrayList<>();
  private final Map<String, BreakerState> breakers = new HashMap<>();
  private final Set<String> closed = new HashSet<>();
  private Consumer<Submission> door = submission -> {};
  private Database database;
  private OnCall node;

  @BeforeEach
  void open() {
    database = TestPostgres.migrated();
    connections.replace(
        List.of(
            Windowed.connection("one", false, false), Windowed.connection("two", false, false)));
    node = node();
    node.look();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void many_nodes_that_look_at_once_tell_once() throws Exception {
    List<OnCall> nodes = List.of(node, node(), node(), node());
    ExecutorService threads = Executors.newFixedThreadPool(nodes.size());
    for (int i = 0; i < 20; i++) {
      ended("failed", "recipient_unknown", "send");
    }

    List<Future<?>> looking = new CopyOnWriteArrayList<>();
    for (OnCall each : nodes) {
      looking.add(
          threads.submit(
              () -> {
                for (int i = 0; i < 25; i++) {
                  each.look();
                }
              }));
    }
    for (Future<?> one : looking) {
      one.get();
    }
    threads.shutdown();

    assertThat(said).hasSize(1);
    assertThat(said.get(0).content().text())
        .startsWith("Caravan: 20 messages ended undelivered (since ");
  }

  @Test
  void a_breaker_open_for_five_minutes_is_told_once_and_not_over_itself() {
    breakers.put("one", BreakerState.OPEN);
    node.look();
    clock.forward(Duration.ofMinutes(4));
    breakers.put("one", BreakerState.HALF_OPEN);
    node.look();
    breakers.put("one", BreakerState.OPEN);
    node.look();
    assertThat(said).isEmpty();

    clock.forward(Duration.ofMinutes(2));
    node.look();
    clock.forward(Duration.ofHours(2));
    node.look();

    assertThat(said).hasSize(1);
    assertThat(said.get(0).to().connection()).isEqualTo("two");
    assertThat(said.get(0).content().text()).contains("1 on one: ");
  }

  @Test
  void a_breaker_that_closes_in_time_is_not_told() {
    breakers.put("one", BreakerState.OPEN);
    node.look();
    clock.forward(Duration.ofMinutes(4));
    breakers.put("one", BreakerState.CLOSED);
    node.look();
    breakers.put("one", BreakerState.OPEN);
    node.look();
    clock.forward(Duration.ofMinutes(2));
    node.look();

    assertThat(said).isEmpty();
  }

  @Test
  void a_message_that_used_up_its_tries_is_told_over_another_connection() {
    ended("dead", "server_error", "send");
    node.look();

    assertThat(said).hasSize(1);
    assertThat(said.get(0).to().connection()).isEqualTo("two");
  }

  @Test
  void where_there_is_no_other_connection_and_this_one_is_open_again_it_is_told_over_it() {
    closed.add("two");
    ended("dead", "server_error", "send");
    node.look();

    assertThat(said).hasSize(1);
    assertThat(said.get(0).to().connection()).isEqualTo("one");
  }

  @Test
  void while_every_connection_is_closed_the_notice_waits() {
    closed.addAll(List.of("one", "two"));
    ended("failed", "content_refused", "send");
    node.look();
    node.look();
    assertThat(said).isEmpty();

    closed.remove("two");
    node.look();
    node.look();

    assertThat(said).hasSize(1);
    assertThat(said.get(0).to().connection()).isEqualTo("two");
  }

  @Test
  void a_node_that_ends_between_saying_and_writing_makes_no_second_message() {
    door =
        submission -> {
          message(
              "approved", submission.to(), "hub", String.valueOf(submission.entry().originKey()));
          throw new IllegalStateException("The node ends");
        };
    ended("failed", "content_refused", "send");
    try {
      node.look();
    } catch (IllegalStateException ends) {
      assertThat(ends).hasMessage("The node ends");
    }
    assertThat(said).hasSize(1);

    door = submission -> {};
    OnCall next = node();
    next.look();
    clock.forward(Duration.ofMinutes(10));
    next.look();

    assertThat(said).hasSize(1);
  }

  @Test
  void a_target_that_the_front_door_refuses_gives_way_to_the_next() {
    door =
        submission -> {
          if ("one".equals(submission.to().connection())) {
            throw new Refused(Refused.Kind.INVALID, "recipient_id", "recipient_dead", "Dead.");
          }
        };
    ended("failed", "content_refused", "send");
    node.look();
    node.look();
    node.look();

    assertThat(said).extracting(s -> s.to().connection()).containsExactly("one", "two");
    assertThat(said).extracting(s -> s.entry().originKey()).doesNotHaveDuplicates();
  }

  @Test
  void where_every_target_refuses_all_are_tried_again_after_five_minutes() {
    door =
        submission -> {
          throw new Refused(Refused.Kind.INVALID, "agent_id", "agent_unknown", "No agent hub.");
        };
    ended("failed", "content_refused", "send");
    for (int i = 0; i < 5; i++) {
      node.look();
    }
    assertThat(said).hasSize(2);

    door = submission -> {};
    clock.forward(Duration.ofMinutes(5));
    node.look();

    assertThat(said).hasSize(3);
  }

  @Test
  void a_database_that_is_away_leaves_the_notice_for_the_next_look() {
    door =
        submission -> {
          throw new Refused(Refused.Kind.UNAVAILABLE, "", "unavailable", "Storing failed.");
        };
    ended("failed", "content_refused", "send");
    node.look();
    door = submission -> {};
    node.look();
    node.look();

    assertThat(said).extracting(s -> s.to().connection()).containsExactly("one", "one");
    assertThat(said)
        .extracting(s -> s.entry().originKey())
        .containsOnly(said.get(0).entry().originKey());
  }

  @Test
  void nothing_is_told_of_the_hubs_own_messages() {
    ended("failed", "recipient_unknown", "hub");
    ended("unknown", "timeout", "hub");
    message("pending", TARGETS.get(0), "hub", null);
    clock.forward(Duration.ofHours(2));
    node.look();

    assertThat(said).isEmpty();
  }

  @Test
  void what_a_human_settled_before_anybody_was_told_is_not_told() {
    UUID id = ended("unknown", "timeout", "send");
    database
        .jdbi()
        .useHandle(
            h -> h.execute("update proactive_messages set status = 'sent' where id = ?", id));
    node.look();

    assertThat(said).isEmpty();
  }

  @Test
  void what_happened_before_the_first_look_is_told_and_after_a_restore_from_a_dump_too() {
    database.jdbi().useHandle(h -> h.execute("delete from ops_cursor"));
    ended("failed", "content_refused", "send");
    node.look();
    assertThat(said).hasSize(1);

    database.jdbi().useHandle(h -> h.execute("update ops_cursor set xid = '1000000000000'"));
    clock.forward(Duration.ofMinutes(10));
    ended("dead", "server_error", "send");
    node.look();

    assertThat(said).hasSize(2);
  }

  @Test
  void what_is_older_than_a_day_when_it_is_found_is_no_news() {
    ended("failed", "content_refused", "send");
    clock.forward(Duration.ofHours(25));
    node.look();

    assertThat(said).isEmpty();
  }

  @Test
  void a_look_reads_its_own_acts_of_the_trail_and_not_the_history() {
    database
        .jdbi()
        .useHandle(
            h -> {
              h.execute(
                  "insert into audit_events (at, subject, verb, actor) select now(), 'message:' || gen_random_uuid(),"
                      + " 'message.sent', 'hub' from generate_series(1, 30000)");
              h.execute("analyze audit_events");
              List<String> plan =
                  h.createQuery("explain " + TroublesTable.ACTS)
                      .bind("most", 1000)
                      .bind("oldest", clock.instant())
                      .mapTo(String.class)
                      .list();
              assertThat(String.join("\n", plan))
                  .contains("Index Scan using audit_events_troubles")
                  .doesNotContain("Seq Scan on audit_events");
            });
  }

  private OnCall node() {
    return new OnCall(
        new OnCall.Duty(TARGETS, "http://hub"),
        new Neighbours(),
        connections,
        database.jdbi(),
        clock);
  }

  private final class Neighbours implements OnCall.Neighbours {
    @Override
    public Optional<BreakerState> breaker(String connection) {
      return Optional.of(breakers.getOrDefault(connection, BreakerState.CLOSED));
    }

    @Override
    public boolean closed(Connection connection) {
      return closed.contains(connection.name());
    }

    @Override
    public Accepted submit(Submission submission) {
      said.add(submission);
      door.accept(submission);
      return new Accepted.Taken(stored(submission), true, List.of());
    }
  }

  private StoredMessage stored(Submission submission) {
    Instant now = clock.instant();
    UUID id =
        message("approved", submission.to(), "hub", String.valueOf(submission.entry().originKey()));
    Sender sender =
        new Sender(
            "default",
            Ids.next(),
            "hub",
            Maturity.AUTONOMOUS,
            submission.entry().origin(),
            submission.entry().principal());
    Target target =
        new Target(
            Windowed.ID,
            String.valueOf(submission.to().connection()),
            false,
            submission.to().recipientId(),
            null);
    return new StoredMessage(
        new Message(
            id,
            sender,
            target,
            submission.content(),
            new Message.Outline(submission.terms(), submission.notes()),
            now),
        new Progress(
            Status.APPROVED,
            Decision.open(new Decision.Policy("test", "hash"), now),
            new Progress.Human(null, null, null),
            new Progress.Waiting(null, true, null),
            new Progress.Delivered(List.of(), null, 0, null, null),
            now));
  }

  /** A message of an origin that ended so on connection one, with its act in the trail. */
  private UUID ended(String status, String reason, String origin) {
    UUID id = message(status, TARGETS.get(0), origin, null);
    database
        .jdbi()
        .useHandle(
            h ->
                h.createUpdate(
                        "insert into audit_events (at, subject, verb, actor, reason)"
                            + " values (:now, 'message:' || :id, 'message.' || :status, 'hub', :reason)")
                    .bind("now", clock.instant())
                    .bind("id", id)
                    .bind("status", status)
                    .bind("reason", reason)
                    .execute());
    return id;
  }

  private UUID message(
      String status, Address to, String origin, @org.jspecify.annotations.Nullable String key) {
    UUID id = Ids.next();
    database
        .jdbi()
        .useHandle(
            h ->
                h.createUpdate(
                        "insert into proactive_messages (id, agent_id, agent_name, agent_maturity_level, origin,"
                            + " principal, platform, connection, sandbox, recipient_id, content, format, priority,"
                            + " status, decision, correlation_id, created_at, updated_at, origin_key)"
                            + " values (:id, :id, 'x', 'autonomous', :origin, 'x', 'windowed', :connection, false,"
                            + " :recipient, 'x', 'plain', 1, :status, '{}', 'x', :now, :now, :key)")
                    .bind("id", id)
                    .bind("origin", origin)
                    .bind("connection", to.connection())
                    .bind("recipient", to.recipientId())
                    .bind("status", status)
                    .bind("now", clock.instant())
                    .bind("key", key)
                    .execute());
    return id;
  }
}
