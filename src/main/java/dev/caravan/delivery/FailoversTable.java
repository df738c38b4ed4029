package dev.caravan.delivery;

import dev.caravan.message.Decision;
import dev.caravan.message.Message;
import dev.caravan.message.Reason;
import dev.caravan.message.Target;
import dev.caravan.message.Verdict;
import dev.caravan.message.Word;
import dev.caravan.store.AuditLog;
import dev.caravan.store.AuditLog.Act;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What waits on a sick connection and has another target, and how it goes there. */
public final class FailoversTable {
  private final Jdbi jdbi;

  public FailoversTable(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A message that may go to its next target.
   *
   * @param reason why its last try failed; null where there was none
   */
  public record Candidate(Message message, @Nullable Approval approval, @Nullable Reason reason) {}

  /**
   * Messages behind {@code beyond}, by their ids, that wait in the outbox of a connection, have
   * another target, and of which nothing was sent nor may have been. All of them where the
   * connection is {@code sick}, else those that have failed for as long as they say.
   */
  public List<Candidate> waiting(
      String connection, boolean sick, Instant now, UUID beyond, int most) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "select "
                        + MessageRowsTable.MESSAGE
                        + ", p.error_reason, y.approver, y.content_hash as approval_hash, y.at as approval_at"
                        + " from proactive_messages p join outbox o on o.id = p.id"
                        + " left join lateral (select approver, content_hash, at from approvals y"
                        + " where y.message_id = p.id and y.answer = 'approved' and p.approved_at is not null"
                        + " order by y.at desc limit 1) y on true"
                        + " where p.connection = :connection and p.status = 'approved' and p.queued"
                        + " and (p.extras #>> '{failover,next}')::integer"
                        + " < jsonb_array_length(p.extras #> '{failover,targets}')"
                        + " and p.id > :beyond and o.state = 'ready' and o.part = 0 and p.parts = '[]'"
                        + " and (:sick or (o.attempts > 0 and o.first_attempt_at <= :now::timestamptz"
                        + " - make_interval(secs => (p.extras #>> '{failover,after_seconds}')::double precision)))"
                        + " and not exists (select 1 from attempts t where t.message_id = p.id"
                        + " and t.outcome = 'unknown') order by p.id limit :most")
                .bind("connection", connection)
                .bind("sick", sick)
                .bind("now", now)
                .bind("beyond", beyond)
                .bind("most", most)
                .map((rs, context) -> candidate(rs))
                .list());
  }

  private static Candidate candidate(ResultSet rs) throws SQLException {
    String approver = rs.getString("approver");
    Instant approvedAt = MessageRowsTable.instant(rs, "approval_at");
    String reason = rs.getString("error_reason");
    return new Candidate(
        MessageRowsTable.message(rs),
        approver == null || approvedAt == null
            ? null
            : new Approval(approver, rs.getString("approval_hash"), approvedAt),
        reason == null ? null : Word.of(Reason.class, reason));
  }

  /**
   * Takes a message to another target: into the outbox where it may go, out of it where a human
   * must approve it there. Answers false, and does nothing, where it is being sent or was ended.
   */
  public boolean hop(Message from, Message there, int parts, Decision decision, Instant now) {
    return jdbi.inTransaction(
        h -> {
          if (!leave(h, from)) {
            return false;
          }
          boolean held = decision.verdict() instanceof Verdict.Hold;
          Target to = there.target();
          h.createUpdate(
                  "update proactive_messages set platform = :platform, connection = :connection,"
                      + " sandbox = :sandbox, recipient_id = :recipient, thread_id = :thread,"
                      + " extras = :extras::jsonb, part_count = :parts, status = :status, queued = false,"
                      + " due_at = :due::timestamptz, stop_id = null, decision = :decision::jsonb, monitored = :monitored,"
                      + " approved_at = case when :held then null else approved_at end,"
                      + " approved_by = case when :held then null else approved_by end,"
                      + " updated_at = :now where id = :id and status = 'approved'")
              .bind("platform", to.platform())
              .bind("connection", to.connection())
              .bind("sandbox", to.sandbox())
              .bind("recipient", to.recipientId())
              .bind("thread", to.threadId())
              .bind("extras", ExtrasJson.write(there))
              .bind("parts", parts)
              .bind("status", held ? "pending" : "approved")
              .bind("due", held ? null : now)
              .bind("decision", Decisions.write(decision))
              .bind("monitored", decision.monitored())
              .bind("held", held)
              .bind("now", now)
              .bind("id", there.id())
              .execute();
          PromotionTable.promoteOne(h, there.id(), now);
          AuditLog.write(h, now, hopped(from, there, held));
          return true;
        });
  }

  private static boolean leave(Handle handle, Message message) {
    return handle
            .createUpdate(
                "delete from outbox where id = :id and connection = :connection and state = 'ready'")
            .bind("id", message.id())
            .bind("connection", message.target().connection())
            .execute()
        == 1;
  }

  private static Act hopped(Message from, Message there, boolean held) {
    var failover = java.util.Objects.requireNonNull(there.failover());
    var hop = failover.hops().get(failover.hops().size() - 1);
    return new Act(
        AuditLog.message(there.id()),
        "message.failed_over",
        "hub",
        hop.reason().word(),
        there.notes().correlationId(),
        Map.of(
            "from",
            from.target().connection(),
            "to",
            there.target().connection(),
            "status",
            held ? "pending" : "approved"));
  }

  /** Says that governance lets the message go to none of its targets: it stays where it is. */
  public void exhaust(Message message, Reason reason, Instant now) {
    jdbi.useTransaction(
        h -> {
          int marked =
              h.createUpdate(
                      "update proactive_messages set extras = jsonb_set(extras, '{failover,next}',"
                          + " to_jsonb(jsonb_array_length(extras #> '{failover,targets}')))"
                          + " where id = :id and status = 'approved' and connection = :connection")
                  .bind("id", message.id())
                  .bind("connection", message.target().connection())
                  .execute();
          if (marked == 1) {
            AuditLog.write(
                h,
                now,
                new Act(
                    AuditLog.message(message.id()),
                    "message.failover_denied",
                    "hub",
                    reason.word(),
                    message.notes().correlationId(),
                    Map.of("stays_on", message.target().connection())));
          }
        });
  }
}
