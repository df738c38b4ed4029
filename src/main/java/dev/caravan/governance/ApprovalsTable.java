package dev.caravan.governance;

import dev.caravan.delivery.MessagesTable;
import dev.caravan.delivery.Outbox;
import dev.caravan.message.Message;
import dev.caravan.message.Status;
import dev.caravan.message.StoredMessage;
import dev.caravan.store.AuditLog;
import dev.caravan.store.AuditLog.Act;
import dev.caravan.store.Ids;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The {@code approvals} table, and the one transaction in which a human answers. */
final class ApprovalsTable {
  private final Jdbi jdbi;

  ApprovalsTable(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Calls {@code act} on the message while nobody else can answer for it. */
  <T> Optional<T> locked(UUID id, Function<Locked, T> act) {
    return jdbi.inTransaction(
        h -> {
          int begun =
              h.createQuery(
                      "select coalesce(next_part, 0) from proactive_messages where id = :id for update")
                  .bind("id", id)
                  .mapTo(Integer.class)
                  .findOne()
                  .orElse(0);
          return MessagesTable.byId(h, id).map(stored -> act.apply(new Locked(h, stored, begun)));
        });
  }

  /** Every answer that was given for a message, newest first. */
  List<Map<String, Object>> of(UUID id) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "select answer, approver, on_behalf_of, content_before, content_after, comment, at"
                        + " from approvals where message_id = :id order by at desc")
                .bind("id", id)
                .map(
                    (rs, context) -> {
                      Map<String, Object> row = new LinkedHashMap<>();
                      for (String column :
                          List.of(
                              "answer",
                              "approver",
                              "on_behalf_of",
                              "content_before",
                              "content_after",
                              "comment")) {
                        row.put(column, rs.getString(column));
                      }
                      row.put("at", rs.getTimestamp("at").toInstant());
                      return row;
                    })
                .list());
  }

  /**
   * A message whose row is locked.
   *
   * @param begun how many of its parts have been sent already
   */
  record Locked(Handle handle, StoredMessage stored, int begun) {

    /** Writes a yes, bound to what is approved, and queues the message if it is due. */
    void approve(Answer answer, Message approved, int parts, Instant now) {
      Instant scheduled = approved.terms().scheduledFor();
      handle
          .createUpdate(
              "update proactive_messages set status = 'approved', approved_by = :by, approved_at = :now,"
                  + " content = :content, part_count = :parts, due_at = :due, updated_at = :now where id = :id")
          .bind("by", answer.inTheNameOf())
          .bind("now", now)
          .bind("content", approved.content().text())
          .bind("parts", parts)
          .bind("due", scheduled == null || scheduled.isBefore(now) ? now : scheduled)
          .bind("id", approved.id())
          .execute();
      insert(answer, "approved", approved, now);
      Outbox.enqueue(handle, approved.id(), now);
      audit(answer, Status.APPROVED, now);
    }

    /** Writes a no. */
    void reject(Answer answer, String reason, Instant now) {
      Message message = stored.message();
      handle
          .createUpdate(
              "update proactive_messages set status = 'rejected', rejected_by = :by, rejection_reason = :reason,"
                  + " error_reason = 'rejected_by_human', due_at = null, updated_at = :now where id = :id")
          .bind("by", answer.inTheNameOf())
          .bind("reason", reason)
          .bind("now", now)
          .bind("id", message.id())
          .execute();
      insert(answer, "rejected", message, now);
      audit(answer, Status.REJECTED, now);
    }

    /** Who has answered already: the newest approval or rejection. */
    Optional<Answered> answered() {
      return handle
          .createQuery(
              "select coalesce(on_behalf_of, approver) as who, answer, at from approvals"
                  + " where message_id = :id order by at desc limit 1")
          .bind("id", stored.message().id())
          .map(
              (rs, context) ->
                  new Answered(
                      rs.getString("who"),
                      rs.getString("answer"),
                      rs.getTimestamp("at").toInstant()))
          .findOne();
    }

    private void insert(Answer answer, String word, Message message, Instant now) {
      String before = stored.message().content().text();
      String after = message.content().text();
      boolean edited = !before.equals(after);
      handle
          .createUpdate(
              "insert into approvals (id, message_id, answer, approver, on_behalf_of, content_hash,"
                  + " content_before, content_after, comment, at) values (:id, :message, :answer, :approver,"
                  + " :behalf, :hash, :before, :after, :comment, :now)")
          .bind("id", Ids.next())
          .bind("message", message.id())
          .bind("answer", word)
          .bind("approver", answer.principal())
          .bind("behalf", answer.onBehalfOf())
          .bind("hash", message.approvalHash())
          .bind("before", edited ? before : null)
          .bind("after", edited ? after : null)
          .bind("comment", answer.comment())
          .bind("now", now)
          .execute();
    }

    private void audit(Answer answer, Status status, Instant now) {
      Message message = stored.message();
      AuditLog.write(
          handle,
          now,
          new Act(
              AuditLog.message(message.id()),
              "message." + status.word(),
              answer.principal(),
              status == Status.APPROVED ? "approved_by_human" : "rejected_by_human",
              message.notes().correlationId(),
              Map.of()));
    }
  }

  /** Who answered what, and when. */
  record Answered(String who, String answer, Instant at) {}

  /**
   * A human's answer.
   *
   * @param principal whose key it came with
   * @param onBehalfOf in whose name an admin answers; null where in its own
   */
  record Answer(String principal, @Nullable String onBehalfOf, @Nullable String comment) {
    String inTheNameOf() {
      return onBehalfOf == null ? principal : onBehalfOf;
    }
  }
}
