package dev.caravan.delivery;

import dev.caravan.message.Content;
import dev.caravan.message.Part;
import dev.caravan.message.StoredMessage;
import dev.caravan.store.AuditLog;
import dev.caravan.store.AuditLog.Act;
import dev.caravan.store.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The {@code revisions} table: what was changed about messages after they had been sent. */
public final class RevisionsTable {
  private static final List<String> SHOWN =
      List.of(
          "deed",
          "actor",
          "comment",
          "content_before",
          "content_after",
          "format_before",
          "format_after",
          "outcome",
          "reason",
          "detail");

  private final Jdbi jdbi;

  public RevisionsTable(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Whether a change may be carried out now. */
  public sealed interface Begun {

    /** Nobody else changes the message; {@code done} calls of the same change were taken before. */
    record Free(int done) implements Begun {}

    /** Somebody else is changing it. */
    record Busy(String by, Instant since) implements Begun {}

    /** It is not what it was when the change was made up. */
    record Changed() implements Begun {}
  }

  /** Writes down that a change begins, which is over by {@code until} whatever happens. */
  public Begun begin(Revision revision, Instant now, Instant until) {
    return jdbi.inTransaction(
        h -> {
          if (!unchanged(h, revision)) {
            return new Begun.Changed();
          }
          abandon(h, revision.messageId(), now);
          Optional<Begun.Busy> busy = open(h, revision.messageId());
          if (busy.isPresent()) {
            return busy.get();
          }
          int done = doneBefore(h, revision);
          insert(h, revision, now, until);
          return new Begun.Free(done);
        });
  }

  /** Looks with the row locked: two changes at once are put one behind the other here. */
  private static boolean unchanged(Handle h, Revision revision) {
    h.createQuery("select 1 from proactive_messages where id = :id for update")
        .bind("id", revision.messageId())
        .mapTo(Integer.class)
        .findOne();
    StoredMessage before = revision.before();
    return MessagesTable.byId(h, revision.messageId())
        .filter(now -> now.message().content().equals(before.message().content()))
        .filter(now -> now.progress().afterwards().equals(before.progress().afterwards()))
        .filter(now -> parts(now).equals(parts(before)))
        .isPresent();
  }

  private static List<Part> parts(StoredMessage stored) {
    return stored.progress().delivered().parts();
  }

  /** A hub ended amid a change: how far it came nobody knows. */
  private static void abandon(Handle h, UUID message, Instant now) {
    h.createUpdate(
            "update revisions set ended_at = :now, outcome = 'unknown', reason = 'crashed_while_sending',"
                + " detail = 'The hub that made the change ended before the platform''s answer was written.'"
                + " where message_id = :message and ended_at is null and until < :now")
        .bind("now", now)
        .bind("message", message)
        .execute();
  }

  private static Optional<Begun.Busy> open(Handle h, UUID message) {
    return h.createQuery(
            "select actor, begun_at from revisions where message_id = :message and ended_at is null")
        .bind("message", message)
        .map(
            (rs, context) ->
                new Begun.Busy(rs.getString("actor"), rs.getTimestamp("begun_at").toInstant()))
        .findOne();
  }

  /** The calls that the platform took the last time, if that was the same change. */
  private static int doneBefore(Handle h, Revision revision) {
    Content content = revision.content();
    return h.createQuery(
            "select done from (select * from revisions where message_id = :message"
                + " order by begun_at desc, id desc limit 1) last"
                + " where outcome <> 'sent' and deed = :deed"
                + " and content_after is not distinct from :content"
                + " and format_after is not distinct from :format")
        .bind("message", revision.messageId())
        .bind("deed", revision.deed())
        .bind("content", content == null ? null : content.text())
        .bind("format", content == null ? null : content.format().word())
        .mapTo(Integer.class)
        .findOne()
        .orElse(0);
  }

  private static void insert(Handle h, Revision revision, Instant now, Instant until) {
    Content content = revision.content();
    Content before = revision.before().message().content();
    h.createUpdate(
            "insert into revisions (id, message_id, deed, actor, comment, content_before, content_after,"
                + " format_before, format_after, begun_at, until) values (:id, :message, :deed, :actor,"
                + " :comment, :before, :after, :formatBefore, :format, :now, :until)")
        .bind("id", revision.id())
        .bind("message", revision.messageId())
        .bind("deed", revision.deed())
        .bind("actor", revision.by())
        .bind("comment", revision.comment())
        .bind("before", content == null ? null : before.text())
        .bind("after", content == null ? null : content.text())
        .bind("formatBefore", content == null ? null : before.format().word())
        .bind("format", content == null ? null : content.format().word())
        .bind("now", now)
        .bind("until", until)
        .execute();
  }

  /** Writes down how it ended; the message becomes what the platform took whole, and no less. */
  public void end(Revision revision, RevisionCalls.Ran ran, Act act, Instant now) {
    jdbi.useTransaction(
        h -> {
          h.createUpdate(
                  "update revisions set ended_at = :now, done = :done, outcome = :outcome, reason = :reason,"
                      + " detail = :detail where id = :id")
              .bind("now", now)
              .bind("done", ran.done())
              .bind("outcome", ran.last().word())
              .bind("reason", Outcomes.reason(ran.last()))
              .bind("detail", Outcomes.detail(ran.last()))
              .bind("id", revision.id())
              .execute();
          Content content = revision.content();
          if (content == null) {
            recalled(h, revision, ran, now);
          } else {
            edited(h, revision, content, ran, now);
          }
          AuditLog.write(h, now, act);
        });
  }

  private static void recalled(Handle h, Revision revision, RevisionCalls.Ran ran, Instant now) {
    h.createUpdate(
            "update proactive_messages set recalled_at = :now, recalled_by = :by, recall_reason = :reason,"
                + " updated_at = :now where id = :id and :whole")
        .bind("now", now)
        .bind("by", revision.by())
        .bind("reason", revision.comment())
        .bind("id", revision.messageId())
        .bind("whole", ran.whole())
        .execute();
  }

  private static void edited(
      Handle h, Revision revision, Content content, RevisionCalls.Ran ran, Instant now) {
    h.createUpdate(
            "update proactive_messages p set parts = v.parts, part_count = jsonb_array_length(v.parts),"
                + " platform_message_id = v.parts -> 0 ->> 'platform_message_id',"
                + " content = case when :whole then :content else content end,"
                + " format = case when :whole then :format else format end,"
                + " edited_at = case when :whole then :now else edited_at end, updated_at = :now"
                + " from (select :parts::jsonb as parts) v where p.id = :id")
        .bind("parts", Json.write(ran.parts()))
        .bind("whole", ran.whole())
        .bind("content", content.text())
        .bind("format", content.format().word())
        .bind("now", now)
        .bind("id", revision.messageId())
        .execute();
  }

  /** What was changed about a message, newest first. */
  List<Map<String, Object>> of(UUID message) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "select * from revisions where message_id = :message order by begun_at desc, id desc")
                .bind("message", message)
                .map((rs, context) -> shown(rs))
                .list());
  }

  private static Map<String, Object> shown(ResultSet rs) throws SQLException {
    Map<String, Object> row = new LinkedHashMap<>();
    for (String column : SHOWN) {
      row.put(column, rs.getString(column));
    }
    row.put("begun_at", MessageRowsTable.instant(rs, "begun_at"));
    row.put("ended_at", MessageRowsTable.instant(rs, "ended_at"));
    return row;
  }
}
