package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestPostgres;
import dev.caravan.message.Outcome;
import dev.caravan.message.Progress;
import dev.caravan.message.Reason;
import dev.caravan.message.Status;
import dev.caravan.store.Database;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How a send ended is written once, and by whom it was begun. */
class SettleTest {
  private static final long EPOCH = 7;
  private static final Outcome SENT = new Outcome.Sent(List.of("C0ROWS/1.1"));
  private static Database database;
  private static Intake intake;
  private static OutboxTable outbox;

  @BeforeAll
  static void open() {
    database = TestPostgres.migrated();
    intake =
        new Intake(
            database, new IntakeTable("node", "salt"), new Earlier(database), (rows, alone) -> {});
    outbox = new OutboxTable(database.dataSource());
  }

  @AfterAll
  static void close() {
    intake.close();
    database.close();
  }

  @Test
  void aSettlementThatIsWrittenTwiceCountsOnce() throws SQLException {
    Queued row = sending();
    Settlement part =
        new Settlement(row, EPOCH, Rows.NOW, Rows.NOW, SENT, new Settlement.Next.Again(Rows.NOW));

    outbox.settle("node", List.of(part));
    outbox.settle("node", List.of(part));

    Progress progress = progress(row.message().id());
    assertThat(progress.delivered().parts()).hasSize(1);
    assertThat(progress.delivered().attempts()).isEqualTo(1);
    assertThat(new MessagesTable(database.jdbi()).attempts(row.message().id())).hasSize(1);
  }

  @Test
  void anotherEpochsSettlementChangesNothingWhileTheRowIsBeingSent() throws SQLException {
    Queued row = sending();

    outbox.settle("node", List.of(ends(row, EPOCH - 1, SENT, Status.SENT)));

    assertThat(progress(row.message().id()).status()).isEqualTo(Status.APPROVED);
  }

  @Test
  void aLateSettlementTurnsUnknownIntoSent() throws SQLException {
    Queued row = sending();
    Outcome unknown = new Outcome.Unknown(Reason.CRASHED_WHILE_SENDING, "It crashed");

    outbox.settle("node", List.of(ends(row, EPOCH, unknown, Status.UNKNOWN)));
    outbox.settle("node", List.of(ends(row, EPOCH, SENT, Status.SENT)));

    Progress progress = progress(row.message().id());
    assertThat(progress.status()).isEqualTo(Status.SENT);
    assertThat(progress.delivered().parts()).hasSize(1);
  }

  @Test
  void aDeadMessageSaysWhyItsLastTryFailedAndItsTrailThatNoneIsLeft() throws SQLException {
    Queued row = sending();
    Outcome refused = new Outcome.Retry(Reason.CONNECT_FAILED, "No connection.", null);

    outbox.settle("node", List.of(ends(row, EPOCH, refused, Status.DEAD)));

    UUID id = row.message().id();
    assertThat(progress(id).delivered().errorReason()).isEqualTo("connect_failed");
    assertThat(reasons("message.dead", id)).containsExactly("tries_used_up");
  }

  private static List<String> reasons(String verb, UUID id) {
    return database
        .jdbi()
        .withHandle(
            h ->
                h.createQuery(
                        "select reason from audit_events where verb = :verb and subject = :subject")
                    .bind("verb", verb)
                    .bind("subject", "message:" + id)
                    .mapTo(String.class)
                    .list());
  }

  private static Settlement ends(Queued row, long epoch, Outcome outcome, Status status) {
    return new Settlement(
        row, epoch, Rows.NOW, Rows.NOW, outcome, new Settlement.Next.Ends(status));
  }

  /** A stored row that an owner at {@link #EPOCH} has marked. */
  private static Queued sending() {
    Acceptance acceptance = Rows.acceptance("Hello", null);
    intake.store(acceptance);
    UUID id = acceptance.message().id();
    database
        .jdbi()
        .useHandle(
            h ->
                h.execute(
                    "update outbox set state = 'sending', epoch = ?, sending_since = now() where id = ?",
                    EPOCH,
                    id));
    return new Queued(acceptance.message(), 1, Queued.Try.first(1), null);
  }

  private static Progress progress(UUID id) {
    return new MessagesTable(database.jdbi()).byId(id).orElseThrow().progress();
  }
}
