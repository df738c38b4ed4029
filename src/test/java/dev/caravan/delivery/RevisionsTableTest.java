package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestPostgres;
import dev.caravan.delivery.RevisionCalls.Ran;
import dev.caravan.delivery.RevisionsTable.Begun;
import dev.caravan.message.Content;
import dev.caravan.message.Format;
import dev.caravan.message.Outcome;
import dev.caravan.message.Part;
import dev.caravan.message.Progress;
import dev.caravan.message.StoredMessage;
import dev.caravan.store.AuditLog;
import dev.caravan.store.Database;
import dev.caravan.store.Ids;
import dev.caravan.store.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A change of a sent message is made by one at a time, and written whole or not at all. */
class RevisionsTableTest {
  private static final Instant NOW = Rows.NOW;
  private static final Instant END = NOW.plusSeconds(10);
  private static final Outcome SENT = new Outcome.Sent(List.of());
  private static final Outcome SILENT =
      new Outcome.Limited(Duration.ofSeconds(3), Outcome.Scope.RECIPIENT);
  private static Database database;
  private static Intake intake;
  private static MessagesTable messages;
  private static RevisionsTable revisions;

  @BeforeAll
  static void open() {
    database = TestPostgres.migrated();
    messages = new MessagesTable(database.jdbi());
    intake =
        new Intake(
            database, new IntakeTable("node", "salt"), new Earlier(database), (rows, alone) -> {});
    revisions = new RevisionsTable(database.jdbi());
  }

  @AfterAll
  static void close() {
    intake.close();
    database.close();
  }

  @Test
  void whoeverComesSecondIsToldWhoIsAtIt() {
    StoredMessage message = sent(1);

    assertThat(begin(message, "One", NOW)).isEqualTo(new Begun.Free(0));
    assertThat(begin(message, "Two", NOW.plusSeconds(1))).isEqualTo(new Begun.Busy("tests", NOW));
  }

  @Test
  void aHubThatEndedAmidAChangeDoesNotBlockTheNextForEver() {
    StoredMessage message = sent(1);
    begin(message, "One", NOW);

    assertThat(begin(message, "Two", END.plusSeconds(1))).isEqualTo(new Begun.Free(0));

    assertThat(messages.revisions(message.message().id()))
        .extracting(r -> r.get("outcome"))
        .containsExactly(null, "unknown");
  }

  @Test
  void theSameChangeGoesOnWhereItStoppedAndAnotherBeginsAnew() {
    StoredMessage message = sent(3);
    Revision first = edit(message, "One");
    revisions.begin(first, NOW, END);
    end(first, new Ran(2, 3, SILENT, parts(message)));

    Revision same = edit(message, "One");
    assertThat(revisions.begin(same, NOW.plusSeconds(1), END)).isEqualTo(new Begun.Free(2));
    end(same, new Ran(2, 3, SILENT, parts(message)));

    assertThat(begin(message, "Two", NOW.plusSeconds(2))).isEqualTo(new Begun.Free(0));
  }

  @Test
  void theTextIsTheMessagesOnlyOnceAllOfItWasTaken() {
    StoredMessage message = sent(2);
    List<Part> renamed = List.of(new Part("new", NOW), parts(message).get(1));
    Revision half = edit(message, "One");
    revisions.begin(half, NOW, END);

    end(half, new Ran(1, 2, SILENT, renamed));

    StoredMessage still = now(message);
    assertThat(still.message().content().text()).isEqualTo("Hello");
    assertThat(still.progress().afterwards()).isEqualTo(Progress.Afterwards.NOTHING);
    // What the platform took is found by its new name only.
    assertThat(parts(still)).isEqualTo(renamed);

    Revision whole = edit(still, "One");
    revisions.begin(whole, NOW.plusSeconds(1), END);
    end(whole, new Ran(2, 2, SENT, renamed.subList(0, 1)));

    StoredMessage edited = now(message);
    assertThat(edited.message().content().text()).isEqualTo("One");
    assertThat(edited.progress().afterwards().editedAt()).isEqualTo(END);
    assertThat(parts(edited)).hasSize(1);
  }

  @Test
  void whatWasChangedMeanwhileIsReadAnew() {
    StoredMessage message = sent(1);
    Revision first = edit(message, "One");
    revisions.begin(first, NOW, END);
    end(first, new Ran(1, 1, SENT, parts(message)));

    assertThat(begin(message, "Two", NOW.plusSeconds(1))).isEqualTo(new Begun.Changed());
  }

  @Test
  void aRecallIsWrittenWithItsReasonOnceAllOfItWasTaken() {
    StoredMessage message = sent(2);
    Revision half = recall(message);
    revisions.begin(half, NOW, END);
    end(half, new Ran(1, 2, SILENT, parts(message)));
    assertThat(now(message).progress().afterwards()).isEqualTo(Progress.Afterwards.NOTHING);

    Revision whole = recall(message);
    assertThat(revisions.begin(whole, NOW.plusSeconds(1), END)).isEqualTo(new Begun.Free(1));
    end(whole, new Ran(2, 2, SENT, parts(message)));

    assertThat(now(message).progress().afterwards())
        .isEqualTo(new Progress.Afterwards(null, END, "tests", "Wrong prices"));
    assertThat(begin(message, "Late", NOW.plusSeconds(2))).isEqualTo(new Begun.Changed());
  }

  private static Begun begin(StoredMessage message, String text, Instant at) {
    return revisions.begin(edit(message, text), at, END);
  }

  private static Revision edit(StoredMessage message, String text) {
    return revision(message, new Content(text, Format.PLAIN, List.of()));
  }

  private static Revision recall(StoredMessage message) {
    return revision(message, null);
  }

  private static Revision revision(StoredMessage message, @Nullable Content content) {
    return new Revision(
        Ids.next(), message, content, "tests", content == null ? "Wrong prices" : null);
  }

  private static void end(Revision revision, Ran ran) {
    revisions.end(
        revision,
        ran,
        AuditLog.Act.of(AuditLog.message(revision.messageId()), "message.edited", "tests"),
        END);
  }

  private static List<Part> parts(StoredMessage message) {
    return message.progress().delivered().parts();
  }

  private static StoredMessage now(StoredMessage message) {
    return messages.byId(message.message().id()).orElseThrow();
  }

  /** A stored message that was sent in so many parts. */
  private static StoredMessage sent(int parts) {
    Acceptance acceptance = Rows.acceptance("Hello", null);
    intake.store(acceptance);
    UUID id = acceptance.message().id();
    String named = Json.write(parts(Rows.sent(acceptance.message().content(), parts)));
    database
        .jdbi()
        .useHandle(
            h ->
                h.execute(
                    "update proactive_messages set status = 'sent', queued = false, parts = ?::jsonb where id = ?",
                    named,
                    id));
    return messages.byId(id).orElseThrow();
  }
}
