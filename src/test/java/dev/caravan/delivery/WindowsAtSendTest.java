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
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the outbox makes of messages whose recipients' windows are open or closed. */
class WindowsAtSendTest {
  private static final String LONG = "A sentence of a report that is long. ".repeat(3).strip();
  private static final MovedClock CLOCK = new MovedClock();
  private static final List<Delivery> CARRIED = new CopyOnWriteArrayList<>();
  private static Database database;
  private static MessagingWindows windows;
  private static Outbox outbox;

  @BeforeAll
  static void open() {
    database = TestPostgres.migrated();
    Connections connections = new Connections();
    connections.replace(List.of(Windowed.connection("real", false, false)));
    Platforms platforms = new Platforms(List.of(new Windowed()));
    windows = new MessagingWindows(database.jdbi(), "salt", connections, platforms, CLOCK);
    outbox =
        new Outbox(
            new Outbox.Place(database, "node", "salt", CLOCK, platforms),
            connections,
            new Outbox.Neighbours(
                (message, approval) -> allowed(CLOCK.instant()),
                WindowsAtSendTest::carry,
                (connection, platform) -> Optional.empty(),
                new Deaf(),
                new RecipientsTable(database.jdbi(), CLOCK),
                windows));
    outbox.join();
    outbox.start();
  }

  @AfterAll
  static void close() {
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

  @Test
  void a_closed_window_ends_a_text_as_failed_and_nothing_is_posted() {
    Message message = stored("shut", new Content("Hello", Format.PLAIN, List.of()), 1);

    Progress ended = ended(message.id());

    assertThat(ended.status()).isEqualTo(Status.FAILED);
    assertThat(ended.delivered().errorReason()).isEqualTo("window_closed");
    assertThat(ended.delivered().errorMessage()).contains("nobody has heard from 'shut'");
    assertThat(carriedTo("shut")).isEmpty();
  }

  @Test
  void a_closed_window_is_met_by_the_template_whatever_the_texts_parts() {
    Content both = Windowed.templated(new Content(LONG, Format.PLAIN, List.of()));
    Message message = stored("template", both, 3);

    Progress ended = ended(message.id());

    assertThat(ended.status()).isEqualTo(Status.SENT);
    assertThat(ended.delivered().parts()).hasSize(1);
    assertThat(carriedTo("template")).extracting(d -> d.message().content()).containsExactly(both);
  }

  @Test
  void an_open_window_lets_every_part_of_the_text_through() {
    Content text = new Content(LONG, Format.PLAIN, List.of());
    windows.heardFrom(new Target.Lane("real", "open"), CLOCK.instant());
    Message message = stored("open", Windowed.templated(text), 3);

    Progress ended = ended(message.id());

    assertThat(ended.status()).isEqualTo(Status.SENT);
    assertThat(carriedTo("open")).extracting(Delivery::part).containsExactly(0, 1, 2);
    assertThat(carriedTo("open")).extracting(d -> d.message().content()).containsOnly(text);
    assertThat(new MessagesTable(database.jdbi()).byId(message.id()).orElseThrow().message())
        .isEqualTo(message);
  }

  private static Outcome carry(Delivery delivery) {
    CARRIED.add(delivery);
    return new Outcome.Sent(List.of(delivery.key()));
  }

  private static List<Delivery> carriedTo(String recipient) {
    return CARRIED.stream().filter(d -> d.recipientId().equals(recipient)).toList();
  }

  private static Message stored(String recipient, Content content, int parts) {
    Message some = Rows.message(recipient, "", Priority.NORMAL);
    Message message =
        new Message(
            some.id(),
            some.sender(),
            new Target(Windowed.ID, "real", false, recipient, null),
            content,
            some.outline(),
            some.createdAt());
    Stored stored =
        outbox.store(
            new Acceptance(
                message,
                allowed(some.createdAt()),
                new Acceptance.Plan(Status.APPROVED, parts, some.createdAt(), null),
                new Acceptance.Keys(null, null, "hash", null)));
    assertThat(stored).isInstanceOf(Stored.Fresh.class);
    return message;
  }

  private static Decision allowed(Instant at) {
    return Decision.open(new Decision.Policy("test", "hash"), at)
        .with(new Finding("test", new Verdict.Allow(), Reason.FULLY_TRUSTED, "Because.", Map.of()));
  }

  private static Progress ended(UUID id) {
    MessagesTable messages = new MessagesTable(database.jdbi());
    TestHub.until(
        id + " has ended",
        () -> !messages.byId(id).orElseThrow().progress().status().equals(Status.APPROVED));
    return messages.byId(id).orElseThrow().progress();
  }
}
