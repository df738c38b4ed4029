package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.MovedClock;
import dev.caravan.TestHub;
import dev.caravan.TestPostgres;
import dev.caravan.message.Attempt;
import dev.caravan.message.Content;
import dev.caravan.message.Decision;
import dev.caravan.message.Delivery;
import dev.caravan.message.Finding;
import dev.caravan.message.Format;
import dev.caravan.message.Message;
import dev.caravan.message.Outcome;
import dev.caravan.message.Priority;
import dev.caravan.message.Progress;
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
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A platform call that never ends blocks neither its lane nor its connection for good. */
class HungCallTest {
  private static final MovedClock CLOCK = new MovedClock();
  private static final AtomicLong NANOS = new AtomicLong();
  private static final AtomicInteger HANGING = new AtomicInteger();

  /** What hangs, until it may speak. */
  private static final Map<String, CountDownLatch> SPEAK =
      Map.of("hang", new CountDownLatch(1), "edited", new CountDownLatch(1));

  /**
   * The response timeout is one second, to be reached takes 10 s at most, and as long to learn that
   * its reader has moved; and 30 s more are waited for.
   */
  private static final Duration TOO_LONG = Duration.ofSeconds(51);

  private static final Duration ALMOST = TOO_LONG.minusSeconds(1);
  private static final Connections CONNECTIONS = new Connections();

  private static Database database;
  private static Outbox outbox;

  @BeforeAll
  static void open() {
    database = TestPostgres.migrated();
    Connections connections = CONNECTIONS;
    connections.replace(List.of(Windowed.connection("real", false, true)));
    Platforms platforms = new Platforms(List.of(new Windowed()));
    outbox =
        new Outbox(
            new Outbox.Place(database, "node", "salt", CLOCK, platforms),
            connections,
            new Outbox.Neighbours(
                (message, approval) -> allowed(),
                HungCallTest::carry,
                (connection, platform) -> Optional.empty(),
                new Deaf(),
                new RecipientsTable(database.jdbi(), CLOCK),
                new MessagingWindows(database.jdbi(), "salt", connections, platforms, CLOCK)),
            NANOS::get);
    outbox.join();
    outbox.start();
  }

  @AfterAll
  static void close() {
    SPEAK.values().forEach(CountDownLatch::countDown);
    outbox.close();
    database.close();
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

  private static Outcome carry(Delivery delivery) {
    CountDownLatch speak = SPEAK.get(delivery.message().content().text());
    if (speak != null) {
      HANGING.incrementAndGet();
      try {
        speak.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return new Outcome.Sent(List.of(delivery.key()));
  }

  @Test
  void a_call_that_hangs_is_given_up_as_unknown_frees_its_lane_and_is_believed_when_it_ends() {
    int before = HANGING.get();
    UUID stuck = say("hang");
    UUID behind = say("next");
    TestHub.until("the call hangs", () -> HANGING.get() == before + 1);

    NANOS.addAndGet(ALMOST.toNanos());
    UUID elsewhere = say("elsewhere", "other");
    TestHub.until("others go on", () -> status(elsewhere) == Status.SENT);
    assertThat(status(stuck)).isEqualTo(Status.APPROVED);

    NANOS.addAndGet(TOO_LONG.minus(ALMOST).toNanos());
    TestHub.until("it is given up", () -> status(stuck) == Status.UNKNOWN);
    assertThat(progress(stuck).delivered().errorReason()).isEqualTo(Reason.SEND_STUCK.word());
    TestHub.until("its lane goes on", () -> status(behind) == Status.SENT);

    speak("hang");
    TestHub.until("it was sent after all", () -> status(stuck) == Status.SENT);
    assertThat(HANGING).hasValue(before + 1);
    assertThat(messages().attempts(stuck))
        .extracting(Attempt::resend)
        .containsExactly(false, false);
  }

  @Test
  void a_call_that_lives_here_is_in_doubt_for_nobody_though_its_connection_was_edited() {
    int before = HANGING.get();
    UUID stuck = say("edited", "edited");
    TestHub.until("the call hangs", () -> HANGING.get() == before + 1);
    marked(stuck, Duration.ofHours(1));

    CONNECTIONS.replace(List.of(Windowed.connection("real", true, true)));
    TestHub.until("it has another owner", () -> epoch() == 2);
    pass();
    assertThat(status(stuck)).isEqualTo(Status.APPROVED);

    // Given up by its own pump's measure, it is like one of another node.
    NANOS.addAndGet(TOO_LONG.plus(LongestTry.MARK_LIFE).toNanos());
    marked(stuck, Duration.ofSeconds(15));
    pass();
    assertThat(status(stuck)).as("it may last 23 s").isEqualTo(Status.APPROVED);
    marked(stuck, Duration.ofSeconds(30));
    TestHub.until(
        "it is in doubt",
        () -> {
          CLOCK.forward(Duration.ofSeconds(2));
          outbox.wakeAll();
          return status(stuck) == Status.UNKNOWN;
        });

    speak("edited");
    TestHub.until("it was sent after all", () -> status(stuck) == Status.SENT);
  }

  /** Its pump looks whether anything is in doubt, and goes on. */
  private static void pass() {
    CLOCK.forward(Duration.ofSeconds(2));
    for (int i = 0; i < 2; i++) {
      UUID other = say("other", "other");
      TestHub.until("others go on", () -> status(other) == Status.SENT);
    }
  }

  private static void marked(UUID id, Duration ago) {
    int rows =
        database
            .jdbi()
            .withHandle(
                h ->
                    h.execute(
                        "update outbox set sending_since = clock_timestamp() - make_interval(secs => ?)"
                            + " where id = ? and state = 'sending'",
                        (double) ago.toSeconds(),
                        id));
    assertThat(rows).isEqualTo(1);
  }

  private static long epoch() {
    return database
        .jdbi()
        .withHandle(
            h -> h.createQuery("select epoch from connection_owners").mapTo(Long.class).one());
  }

  private static void speak(String what) {
    java.util.Objects.requireNonNull(SPEAK.get(what)).countDown();
  }

  private static UUID say(String text) {
    return say(text, "one");
  }

  private static UUID say(String text, String recipient) {
    Message some = Rows.message(recipient, text, Priority.NORMAL);
    Message message =
        new Message(
            some.id(),
            some.sender(),
            new Target(Windowed.ID, "real", false, recipient, null),
            new Content(text, Format.PLAIN, List.of()),
            some.outline(),
            some.createdAt());
    Stored stored =
        outbox.store(
            new Acceptance(
                message,
                allowed(),
                new Acceptance.Plan(Status.APPROVED, 1, some.createdAt(), null),
                new Acceptance.Keys(null, null, "hash", null)));
    assertThat(stored).isInstanceOf(Stored.Fresh.class);
    return message.id();
  }

  private static Decision allowed() {
    return Decision.open(new Decision.Policy("test", "hash"), Rows.NOW)
        .with(new Finding("test", new Verdict.Allow(), Reason.FULLY_TRUSTED, "Because.", Map.of()));
  }

  private static MessagesTable messages() {
    return new MessagesTable(database.jdbi());
  }

  private static Progress progress(UUID id) {
    return messages().byId(id).orElseThrow().progress();
  }

  private static Status status(UUID id) {
    return progress(id).status();
  }
}
