package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.MovedClock;
import dev.caravan.TestPostgres;
import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.message.Status;
import dev.caravan.message.Target;
import dev.caravan.store.Database;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is known of recipients in memory is what is written of them. */
class RecipientsTableTest {
  private final MovedClock clock = new MovedClock();
  private final Database database = TestPostgres.migrated();
  private final RecipientsTable recipients = new RecipientsTable(database.jdbi(), clock);
  private final Instant now = clock.instant();
  private final Settlement gone =
      settlement(new Outcome.Rejected(Reason.RECIPIENT_UNREACHABLE, "Gone"));
  private final Settlement sent = settlement(new Outcome.Sent(List.of("1")));
  private final Target.Lane lane = sent.row().message().target().lane();

  @BeforeEach
  void die() throws SQLException {
    recipients.remember(List.of(gone));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aDeathIsKnownAtOnceAndAfterARestart() {
    assertThat(recipients.flags(lane)).isPresent();
    assertThat(fresh().flags(lane)).isPresent();
  }

  @Test
  void aSuccessThatCouldNotBeWrittenIsWrittenTheNextTime() throws SQLException {
    execute("alter table recipients rename to away");
    assertThatThrownBy(() -> recipients.remember(List.of(sent))).isInstanceOf(SQLException.class);
    execute("alter table away rename to recipients");

    recipients.remember(List.of(sent));

    assertThat(recipients.flags(lane)).isEmpty();
    assertThat(fresh().flags(lane)).isEmpty();
  }

  @Test
  void aSuccessSaysNothingOfAnOptOut() throws SQLException {
    execute("update recipients set opted_out_at = now()");
    recipients.refresh();

    recipients.remember(List.of(sent));

    assertThat(recipients.flags(lane).orElseThrow().optedOutAt()).isNotNull();
    assertThat(recipients.flags(lane).orElseThrow().deadSince()).isNull();
  }

  @Test
  void aDeathSaysNothingOfAnOptOut() throws SQLException {
    execute("update recipients set opted_out_at = now()");
    recipients.refresh();

    recipients.remember(List.of(gone));

    assertThat(recipients.flags(lane).orElseThrow().optedOutAt()).isNotNull();
  }

  @Test
  void what_another_node_changes_is_learnt_by_the_change_alone_whatever_the_clocks_say()
      throws SQLException {
    RecipientsTable other = new RecipientsTable(database.jdbi(), () -> now.minusSeconds(86_400));
    other.refresh();
    recipients.remember(List.of(gone));

    other.refresh();
    assertThat(other.flags(lane).orElseThrow().deadReason()).isEqualTo("recipient_unreachable");

    recipients.remember(List.of(sent));
    other.refresh();
    assertThat(other.flags(lane)).isEmpty();
  }

  private RecipientsTable fresh() {
    RecipientsTable fresh = new RecipientsTable(database.jdbi(), clock);
    fresh.refresh();
    return fresh;
  }

  private Settlement settlement(Outcome outcome) {
    Settlement.Next next = new Settlement.Next.Ends(Status.SENT);
    return new Settlement(Rows.queued(1, 1), 7, now, now, outcome, next);
  }

  private void execute(String statement) {
    database.jdbi().useHandle(h -> h.execute(statement));
  }
}
