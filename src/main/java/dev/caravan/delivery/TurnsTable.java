package dev.caravan.delivery;

import dev.caravan.message.Decision;
import dev.caravan.message.Message;
import dev.caravan.message.Reason;
import dev.caravan.message.Status;
import dev.caravan.message.Verdict;
import dev.caravan.store.AuditLog;
import dev.caravan.store.AuditLog.Act;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What governance or time takes out of the outbox right before it would be sent. */
final class TurnsTable {
  private final Jdbi jdbi;

  TurnsTable(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Takes the message back as the decision says; does nothing where its row has changed meanwhile.
   */
  void turn(Message message, Decision decision, Instant now) {
    Verdict verdict = decision.verdict();
    Status status =
        verdict instanceof Verdict.Deny
            ? Status.DENIED
            : verdict instanceof Verdict.Hold ? Status.PENDING : Status.APPROVED;
    Reason reason = decision.deciding().reason();
    jdbi.useTransaction(
        h -> {
          Optional<Integer> part = leave(h, message);
          if (part.isEmpty()) {
            return;
          }
          Instant until = verdict instanceof Verdict.Defer defer ? defer.until() : null;
          h.createUpdate(
                  "update proactive_messages set status = :status, queued = false, next_part = nullif(:part, 0),"
                      + " due_at = :due::timestamptz, stop_id = :stop, decision = :decision::jsonb,"
                      + " monitored = :monitored, approved_at = case when :status = 'pending' then null else approved_at end,"
                      + " approved_by = case when :status = 'pending' then null else approved_by end,"
                      + " error_reason = case when :status = 'denied' then :reason end,"
                      + " error_message = case when :status = 'denied' then :sentence end,"
                      + " updated_at = :now where id = :id and status = 'approved'")
              .bind("status", status.word())
              .bind("part", part.get())
              .bind("due", IntakeTable.time(until))
              .bind("stop", stopOf(decision))
              .bind("decision", Decisions.write(decision))
              .bind("monitored", decision.monitored())
              .bind("reason", reason.word())
              .bind("sentence", decision.deciding().sentence())
              .bind("now", now)
              .bind("id", message.id())
              .execute();
          boolean detoured =
              status == Status.APPROVED
                  && Detour.of(decision).map(d -> take(h, message, d, now)).orElse(false);
          String deferred = detoured ? "detoured" : "deferred";
          AuditLog.write(
              h, now, act(message, status == Status.APPROVED ? deferred : status.word(), reason));
        });
  }

  /** Sends it to another address instead, unless a part of it has gone to this one. */
  private static boolean take(Handle handle, Message message, Detour detour, Instant now) {
    return handle
            .createUpdate(
                "update proactive_messages set platform = :platform, connection = :connection,"
                    + " sandbox = :sandbox, recipient_id = :recipient, thread_id = null,"
                    // What it answers has its name on the platform that it leaves.
                    + " extras = extras - 'answers', part_count = :parts, due_at = :now"
                    + " where id = :id and status = 'approved' and parts = '[]'")
            .bind("platform", detour.platform())
            .bind("connection", detour.lane().connection())
            .bind("sandbox", detour.sandbox())
            .bind("recipient", detour.lane().recipientId())
            .bind("parts", detour.parts())
            .bind("now", now)
            .bind("id", message.id())
            .execute()
        == 1;
  }

  /** Ends a message whose time is over. */
  void expire(Message message, Reason reason, Instant now) {
    jdbi.useTransaction(
        h -> {
          if (leave(h, message).isPresent()) {
            h.createUpdate(
                    "update proactive_messages set status = 'expired', queued = false, due_at = null,"
                        + " error_reason = :reason, updated_at = :now where id = :id and status = 'approved'")
                .bind("reason", reason.word())
                .bind("now", now)
                .bind("id", message.id())
                .execute();
            AuditLog.write(h, now, act(message, "expired", reason));
          }
        });
  }

  /** The stop that holds a deferred message; null where none does. */
  static @Nullable UUID stopOf(Decision decision) {
    String stop = decision.deciding().inputs().get("stop");
    return stop == null ? null : UUID.fromString(stop);
  }

  private static Act act(Message message, String verb, Reason reason) {
    return new Act(
        AuditLog.message(message.id()),
        "message." + verb,
        "hub",
        reason.word(),
        message.notes().correlationId(),
        Map.of());
  }

  /**
   * Takes the row out; answers the part that would have gone next. Not where it went to another
   * connection meanwhile: that one's owner judges it there.
   */
  private static Optional<Integer> leave(Handle handle, Message message) {
    return handle
        .createQuery(
            "delete from outbox where id = :id and connection = :connection and state = 'ready'"
                + " returning part")
        .bind("id", message.id())
        .bind("connection", message.target().connection())
        .mapTo(Integer.class)
        .findOne();
  }
}
