package dev.caravan.governance;

import dev.caravan.delivery.MessagesTable;
import dev.caravan.delivery.Outbox;
import dev.caravan.governance.InDoubt.As;
import dev.caravan.governance.InDoubt.Word;
import dev.caravan.message.Message;
import dev.caravan.message.Part;
import dev.caravan.message.Reason;
import dev.caravan.message.StoredMessage;
import dev.caravan.store.AuditLog;
import dev.caravan.store.AuditLog.Act;
import dev.caravan.store.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The one transaction in which somebody says what became of a message that may have arrived. */
final class InDoubtTable {
  private final Jdbi jdbi;

  InDoubtTable(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Calls {@code act} on the message while nothing else can change it. */
  <T> Optional<T> locked(UUID id, Function<Locked, T> act) {
    return jdbi.inTransaction(
        h -> {
          h.createQuery("select 1 from proactive_messages where id = :id for update")
              .bind("id", id)
              .mapTo(Integer.class)
              .findOne();
          return MessagesTable.byId(h, id)
              .map(stored -> act.apply(new Locked(h, stored, doubt(h, stored))));
        });
  }

  /**
   * Which part may have arrived.
   *
   * @param since when the first try of it began that may have
   * @param tries how many tries of it there were
   * @param of how many parts the message has
   */
  record Doubt(int part, Instant since, int tries, int of) {}

  private static Doubt doubt(Handle handle, StoredMessage stored) {
    return handle
        .createQuery(
            "with last as (select part from attempts where message_id = :id and outcome = 'unknown'"
                + " order by ended_at desc limit 1)"
                + " select coalesce((select part from last), p.next_part, 0) as part,"
                + " coalesce((select min(started_at) from attempts join last using (part)"
                + " where message_id = :id and outcome = 'unknown'), p.updated_at) as since,"
                + " coalesce((select max(number) from attempts join last using (part)"
                + " where message_id = :id), 1) as tries, p.part_count"
                + " from proactive_messages p where p.id = :id")
        .bind("id", stored.message().id())
        .map(
            (rs, context) ->
                new Doubt(
                    rs.getInt("part"),
                    rs.getTimestamp("since").toInstant(),
                    rs.getInt("tries"),
                    rs.getInt("part_count")))
        .one();
  }

  /** A message whose row is locked. */
  record Locked(Handle handle, StoredMessage stored, Doubt doubt) {

    /** Whether it was replayed or discarded since: to send it again would say it twice. */
    boolean dealtWith() {
      return handle
          .createQuery("select dealt_with_at is not null from proactive_messages where id = :id")
          .bind("id", stored.message().id())
          .mapTo(Boolean.class)
          .one();
    }

    /** The part in doubt arrived; the parts behind it go out now. */
    void sent(Word word, Instant now) {
      String id = word.platformMessageId();
      List<Part> parts = id == null ? List.of() : List.of(new Part(id, doubt.since()));
      boolean more = doubt.part() + 1 < doubt.of();
      handle
          .createUpdate(
              "update proactive_messages set status = :status, parts = parts || :parts::jsonb,"
                  + " platform_message_id = coalesce(platform_message_id, :platform),"
                  + " sent_at = case when :more then null else :since::timestamptz end,"
                  + " due_at = case when :more then :now::timestamptz end,"
                  + " next_part = case when :more then :next end,"
                  + " error_reason = null, error_message = null, updated_at = :now where id = :id")
          .bind("status", more ? "approved" : "sent")
          .bind("parts", Json.write(parts))
          .bind("platform", id)
          .bind("more", more)
          .bind("next", doubt.part() + 1)
          .bind("since", doubt.since())
          .bind("now", now)
          .bind("id", stored.message().id())
          .execute();
      settled(word, now);
      if (more) {
        Outbox.enqueue(handle, stored.message().id(), now);
      } else {
        audit(word, "message.sent", now);
      }
    }

    /** It never arrived, and is not to be sent again. */
    void failed(Word word, Instant now) {
      handle
          .createUpdate(
              "update proactive_messages set status = 'failed', error_reason = :reason,"
                  + " error_message = :why, updated_at = :now where id = :id")
          .bind("reason", Reason.SETTLED_BY_HUMAN.word())
          .bind("why", word.reason())
          .bind("now", now)
          .bind("id", stored.message().id())
          .execute();
      settled(word, now);
      audit(word, "message.failed", now);
    }

    /** It joins the tail of its lane, whatever its platform's key is worth by now. */
    void resend(Word word, Instant now) {
      handle
          .createUpdate(
              "insert into doubts (message_id, part, since, reason, tries, forced_by)"
                  + " select id, :part, :since, coalesce(error_reason, 'crashed_while_sending'), :tries, :by"
                  + " from proactive_messages where id = :id on conflict (message_id) do update"
                  + " set part = excluded.part, since = excluded.since, reason = excluded.reason,"
                  + " tries = excluded.tries, forced_by = excluded.forced_by")
          .bind("part", doubt.part())
          .bind("since", doubt.since())
          .bind("tries", doubt.tries())
          .bind("by", word.by())
          .bind("id", stored.message().id())
          .execute();
      handle
          .createUpdate(
              "update proactive_messages set status = 'approved', due_at = :now, updated_at = :now,"
                  + " next_part = nullif(:part, 0) where id = :id")
          .bind("part", doubt.part())
          .bind("now", now)
          .bind("id", stored.message().id())
          .execute();
      settled(word, now);
      Outbox.enqueue(handle, stored.message().id(), now);
    }

    private void settled(Word word, Instant now) {
      audit(word, "message.settled", now);
    }

    private void audit(Word word, String verb, Instant now) {
      Message message = stored.message();
      As as = word.as();
      AuditLog.write(
          handle,
          now,
          new Act(
              AuditLog.message(message.id()),
              verb,
              word.by(),
              Reason.SETTLED_BY_HUMAN.word(),
              message.notes().correlationId(),
              Map.of("as", as.word(), "part", doubt.part(), "why", word.reason())));
    }
  }
}
