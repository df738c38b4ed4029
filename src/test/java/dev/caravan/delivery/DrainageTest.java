package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.MovedClock;
import dev.caravan.TestHub;
import dev.caravan.TestPostgres;
import dev.caravan.message.Content;
import dev.caravan.message.Decision;
import dev.caravan.message.Delivery;
import dev.caravan.message.Finding;
import dev.caravan.message.Format;
import dev.caravan.message.Message;
import dev.caravan.message.Outcome;
import dev.caravan.message.Priority;
import dev.caravan.message.Reason;
import dev.caravan.message.Status;
import dev.caravan.message.Target;
import dev.caravan.message.Verdict;
import dev.caravan.platform.Connections;
import dev.caravan.platform.Platforms;
import dev.caravan.platform.Windowed;
import dev.caravan.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one database, of which the first owns everything and is drained. */
class DrainageTest {
  private static final MovedClock CLOCK = new MovedClock();
  private static final Duration PATIENT = Duration.ofSeconds(15);
  private static final Duration HASTY = Duration.ofMillis(50);

  private final Connections connections = new Connections();
  private final AtomicInteger begun = new AtomicInteger();
  private final CountDownLatch answers = new CountDownLatch(1);
  private Database database;
  private Outbox first;
  private Outbox second;

  @BeforeEach
  void open() {
    database = TestPostgres.migrated();
    connections.replace(
        List.of(
            Windowed.connection("busy", false, true), Windowed.connection("idle", false, true)));
    first = node("first");
    second = node("second");
    assertThat(first.owned()).containsExactlyInAnyOrder("busy", "idle");
  }

  @AfterEach
  void close() {
    answers.countDown();
    first.close();
    second.close();
    database.close();
  }

  @Test
  void a_connection_is_given_up_when_nothing_of_its_own_is_in_flight() throws Exception {
    UUID slow = inFlight();

    CompletableFuture<Drained> drain = CompletableFuture.supplyAsync(() -> first.drain(PATIENT));
    TestHub.until("the other connection goes", () -> second.owned().equals(Set.of("idle")));
    assertThat(first.owned()).containsExactly("busy");
    assertThat(drain).isNotDone();

    answers.countDown();
    TestHub.until("this one goes", () -> second.owned().equals(Set.of("idle", "busy")));
    assertThat(drain.get()).isEqualTo(new Drained(1, 0, List.of("busy", "idle")));
    assertThat(status(slow)).isEqualTo(Status.SENT);
    assertThat(begun).hasValue(1);
  }

  @Test
  void what_does_not_end_in_time_is_settled_when_it_does_and_is_not_sent_again() {
    UUID slow = inFlight();

    Drained drained = first.drain(HASTY);
    assertThat(drained.remaining()).isEqualTo(1);
    assertThat(drained.released()).containsExactly("busy", "idle");
    TestHub.until("both go", () -> second.owned().size() == 2);

    answers.countDown();
    TestHub.until("it is settled", () -> status(slow) == Status.SENT);
    assertThat(begun).hasValue(1);
  }

  @Test
  void what_the_drained_node_left_is_sent_by_the_other() {
    first.drain(PATIENT);
    UUID left = say(first, "left", "one");

    TestHub.until("it is sent", () -> status(left) == Status.SENT);
    assertThat(second.owned()).contains("busy");
  }

  @Test
  void a_node_that_works_again_owns_what_is_free() {
    first.drain(PATIENT);
    TestHub.until("the second owns all", () -> second.owned().size() == 2);

    first.undrain();
    second.drain(PATIENT);
    TestHub.until("the first owns all", () -> first.owned().size() == 2);
    UUID again = say(second, "again", "one");
    TestHub.until("it sends", () -> status(again) == Status.SENT);
  }

  @Test
  void a_node_that_works_again_amid_its_drain_goes_on_with_what_it_kept() throws Exception {
    second.drain(PATIENT);
    UUID slow = inFlight();
    CompletableFuture<Drained> drain = CompletableFuture.supplyAsync(() -> first.drain(PATIENT));
    TestHub.until("the other connection goes", () -> first.owned().equals(Set.of("busy")));

    first.undrain();
    assertThat(drain.get().remaining()).isEqualTo(1);
    UUID next = say(first, "next", "another");
    TestHub.until("others are sent", () -> status(next) == Status.SENT);

    answers.countDown();
    TestHub.until("the slow one is sent", () -> status(slow) == Status.SENT);
    assertThat(begun).hasValue(2);
  }

  @Test
  void every_node_knows_who_is_drained_and_who_sends_for_what() {
    first.drain(PATIENT);
    TestHub.until("the second owns all", () -> second.owned().size() == 2);

    TestHub.until(
        "it is told", () -> drained(second).equals(Map.of("first", true, "second", false)));
    assertThat(second.nodes())
        .allSatisfy(
            node -> {
              assertThat(node.standing().alive()).isTrue();
              assertThat(node.version()).isNotEmpty();
              assertThat(node.connections())
                  .isEqualTo(node.name().equals("second") ? List.of("busy", "idle") : List.of());
            });

    first.undrain();
    TestHub.until(
        "it is told", () -> drained(second).equals(Map.of("first", false, "second", false)));
  }

  @Test
  void a_connection_that_was_given_up_is_nobodys_at_once() {
    second.drain(PATIENT);
    first.drain(PATIENT);

    assertThat(first.states()).allSatisfy(state -> assertThat(state.owner()).isNull());
  }

  private static Map<String, Boolean> drained(Outbox asked) {
    return asked.nodes().stream()
        .collect(java.util.stream.Collectors.toMap(Node::name, node -> node.standing().draining()));
  }

  private UUID inFlight() {
    UUID slow = say(first, "slow", "one");
    TestHub.until("it is in flight", () -> begun.get() == 1);
    return slow;
  }

  private Outbox node(String name) {
    Platforms platforms = new Platforms(List.of(new Windowed()));
    Outbox node =
        new Outbox(
            new Outbox.Place(database, name, "salt", CLOCK, platforms),
            connections,
            new Outbox.Neighbours(
                (message, approval) -> allowed(),
                this::carry,
                (connection, platform) -> Optional.empty(),
                new Deaf(),
                new RecipientsTable(database.jdbi(), CLOCK),
                new MessagingWindows(database.jdbi(), "salt", connections, platforms, CLOCK)));
    node.join();
    node.start();
    return node;
  }

  private Outcome carry(Delivery delivery) {
    begun.incrementAndGet();
    if (delivery.message().content().text().equals("slow")) {
      try {
        answers.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return new Outcome.Sent(List.of(delivery.key()));
  }

  private static UUID say(Outbox node, String text, String recipient) {
    Message some = Rows.message(recipient, text, Priority.NORMAL);
    Message message =
        new Message(
            some.id(),
            some.sender(),
            new Target(Windowed.ID, "busy", false, recipient, null),
            new Content(text, Format.PLAIN, List.of()),
            some.outline(),
            some.createdAt());
    assertThat(
            node.store(
                new Acceptance(
                    message,
                    allowed(),
                    new Acceptance.Plan(Status.APPROVED, 1, some.createdAt(), null),
                    new Acceptance.Keys(null, null, "hash", null))))
        .isInstanceOf(Stored.Fresh.class);
    return message.id();
  }

  private static Decision allowed() {
    return Decision.open(new Decision.Policy("test", "hash"), Rows.NOW)
        .with(new Finding("test", new Verdict.Allow(), Reason.FULLY_TRUSTED, "Because.", Map.of()));
  }

  private Status status(UUID id) {
    return new MessagesTable(database.jdbi()).byId(id).orElseThrow().progress().status();
  }

  /** Nobody is told of anything. */
  private static final class Deaf implements Outbox.Listener {
    @Override
    public void settled(String connection, Ending ending, @Nullable Reason reason, Duration took) {}

    @Override
    public void ended(Message message, String status, Outcome outcome) {}

    @Override
    public void credentialRefused(String connection, String detail, Instant begun) {}

    @Override
    public void changed(String what) {}
  }
}
