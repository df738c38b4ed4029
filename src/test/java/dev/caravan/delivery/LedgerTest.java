package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.MovedClock;
import dev.caravan.TestPostgres;
import dev.caravan.message.Attempt;
import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.message.Status;
import dev.caravan.message.StoredMessage;
import dev.caravan.store.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One outcome that PostgreSQL refuses holds up no other, and is not lost. */
@Timeout(30)
class LedgerTest {
  private static final long EPOCH = 7;
  private static final Outcome SENT = new Outcome.Sent(List.of("C0ROWS/1.1"));
  private static final Outcome BAD =
      new Outcome.Rejected(Reason.CONTENT_REFUSED, "It is bad, and so is this text.");
  private static Database database;
  private static Intake intake;
  private static MessagesTable messages;
  private static RecipientsTable recipients;
  private static Ledger ledger;

  @BeforeAll
  static void open() {
    database = TestPostgres.migrated();
    messages = new MessagesTable(database.jdbi());
    recipients = new RecipientsTable(database.jdbi(), new MovedClock());
    intake =
        new Intake(
            database, new IntakeTable("node", "salt"), new Earlier(database), (rows, alone) -> {});
    ledger =
        new Ledger(
            new Ledger.Books(
                new OutboxTable(database.dataSource()),
                recipients,
                new LimitsTable(database.jdbi()),
                new DoubtsTable(database.jdbi())),
            database.storage(),
            "node",
            () -> false);
  }

  @AfterAll
  static void close() {
    intake.close();
    database.close();
  }

  @AfterEach
  void takeAll() {
    execute("alter table attempts drop constraint if exists refused");
    execute("alter table recipients drop constraint if exists refused");
  }

  @Test
  void theNeighboursOfABadRowAreWrittenAsTheyAre() throws InterruptedException {
    execute("alter table attempts add constraint refused check (detail not like '%bad%')");
    List<Settlement> batch = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      batch.add(i == 4 ? ends(BAD, Status.FAILED) : ends(SENT, Status.SENT));
    }

    List<Settlement> written = ledger.write(batch);

    assertThat(written).hasSize(7);
    for (int i = 0; i < 7; i++) {
      assertThat(written.get(i).row()).isEqualTo(batch.get(i).row());
      assertThat(status(batch.get(i))).isEqualTo(i == 4 ? Status.FAILED : Status.SENT);
    }
  }

  @Test
  void aBadRowKeepsItsEndWithoutThePlatformsWords() throws InterruptedException {
    execute("alter table attempts add constraint refused check (detail not like '%bad%')");
    Settlement bad = ends(BAD, Status.FAILED);

    ledger.write(List.of(bad));

    Attempt.Result result = messages.attempts(id(bad)).get(0).result();
    assertThat(result.outcome()).isEqualTo("rejected");
    assertThat(result.reason()).isEqualTo("content_refused");
    assertThat(result.detail())
        .isEqualTo("PostgreSQL refused to keep what the platform said (23514).");
  }

  @Test
  void whatCannotBeWrittenAtAllIsUnknown() throws InterruptedException {
    execute("alter table attempts add constraint refused check (outcome <> 'rejected')");
    Settlement bad = ends(BAD, Status.FAILED);

    List<Settlement> written = ledger.write(List.of(bad));

    assertThat(status(bad)).isEqualTo(Status.UNKNOWN);
    // Its lane is released by what was written, and not by what was meant.
    assertThat(written.get(0).outcome()).isInstanceOf(Outcome.Unknown.class);
    assertThat(messages.attempts(id(bad)).get(0).result().outcome()).isEqualTo("unknown");
  }

  @Test
  void aRecipientThatCannotBeRememberedHoldsUpNobody() throws InterruptedException {
    execute(
        "alter table recipients add constraint refused check (dead_reason <> 'recipient_unknown')");
    Settlement gone = ends(new Outcome.Rejected(Reason.RECIPIENT_UNKNOWN, "Gone"), Status.FAILED);

    ledger.write(List.of(gone, ends(SENT, Status.SENT)));

    assertThat(status(gone)).isEqualTo(Status.FAILED);
    assertThat(recipients.flags(gone.row().message().target().lane())).isEmpty();
  }

  /** A row that is being sent, and how that ended. */
  private static Settlement ends(Outcome outcome, Status status) {
    Acceptance acceptance = Rows.acceptance("Hello", null);
    intake.store(acceptance);
    database
        .jdbi()
        .useHandle(
            h ->
                h.execute(
                    "update outbox set state = 'sending', epoch = ?, sending_since = now() where id = ?",
                    EPOCH,
                    acceptance.message().id()));
    Queued row = new Queued(acceptance.message(), 1, Queued.Try.first(1), null);
    return new Settlement(
        row, EPOCH, Rows.NOW, Rows.NOW, outcome, new Settlement.Next.Ends(status));
  }

  private static UUID id(Settlement settlement) {
    return settlement.row().message().id();
  }

  private static Status status(Settlement settlement) {
    StoredMessage stored = messages.byId(id(settlement)).orElseThrow();
    return stored.progress().status();
  }

  private static void execute(String statement) {
    database.jdbi().useHandle(h -> h.execute(statement));
  }
}
