package dev.caravan.delivery;

import dev.caravan.delivery.MessagesTable.Filter.Label;
import dev.caravan.delivery.MessagesTable.Filter.Who;
import dev.caravan.message.Reason;
import dev.caravan.message.Status;
import dev.caravan.message.StoredMessage;
import dev.caravan.message.Word;
import dev.caravan.store.AuditLog;
import dev.caravan.store.AuditLog.Act;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The messages that came to a bad end and that nobody has dealt with: dead, failed or unknown. They
 * stand in an index of their own, so that what has gone well costs nothing here.
 */
public final class DeadLettersTable {
  private final Jdbi jdbi;

  public DeadLettersTable(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * What to look for; null means any.
   *
   * @param from when it became a dead letter, at the earliest; {@code to} is the end, excluded
   */
  public record Filter(
      @Nullable Who who,
      @Nullable Status status,
      @Nullable Reason reason,
      @Nullable Label label,
      @Nullable Instant from,
      @Nullable Instant to) {
    private Where where() {
      return new Where()
          .who(who)
          .and("p.status = :status", "status", status == null ? null : status.word())
          .and("p.error_reason = :reason", "reason", reason == null ? null : reason.word())
          .label(label)
          .and("p.updated_at >= :from", "from", from)
          .and("p.updated_at < :to", "to", to);
    }
  }

  /** Where a page of the list ended: the last one of it, and when that became a dead letter. */
  public record Place(Instant at, UUID id) {}

  /** The dead letters that match, newest first, after a place. */
  public List<StoredMessage> newest(Filter filter, @Nullable Place after, int limit) {
    Where where = filter.where();
    if (after != null) {
      where.and("(p.updated_at, p.id) < (:at, :after)", "at", after.at());
      where.and("true", "after", after.id());
    }
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "select p.*, null::timestamptz as next_attempt_at from proactive_messages p where "
                        + ReplayStatements.OPEN
                        + " and "
                        + where.sql()
                        + " order by p.updated_at desc, p.id desc limit :limit")
                .bindMap(where.binds())
                .bind("limit", limit)
                .map((rs, context) -> MessageRowsTable.stored(rs))
                .list());
  }

  /**
   * The oldest that match, at most so many, in the order in which they had been accepted. Unknown
   * ones only where these are asked for: they may have arrived.
   */
  public List<UUID> oldest(Filter filter, int most) {
    Where where = filter.where();
    if (filter.status() == null) {
      where.and("p.status <> :unknown", "unknown", Status.UNKNOWN.word());
    }
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "select id from (select p.id from proactive_messages p where "
                        + ReplayStatements.OPEN
                        + " and "
                        + where.sql()
                        + " order by p.updated_at, p.id limit :most) oldest order by id")
                .bindMap(where.binds())
                .bind("most", most)
                .mapTo(UUID.class)
                .list());
  }

  /**
   * How many there are.
   *
   * @param reason why; null where nobody gave one
   * @param oldest since when the oldest of them is one
   */
  public record Count(Status status, @Nullable Reason reason, long count, Instant oldest) {}

  /** How many there are of each status and reason, the most first. */
  public List<Count> counts(Filter filter) {
    Where where = filter.where();
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "select p.status, p.error_reason, count(*) as n, min(p.updated_at) as oldest"
                        + " from proactive_messages p where "
                        + ReplayStatements.OPEN
                        + " and "
                        + where.sql()
                        + " group by p.status, p.error_reason order by n desc, p.status, p.error_reason")
                .bindMap(where.binds())
                .map((rs, context) -> count(rs))
                .list());
  }

  private static Count count(ResultSet rs) throws SQLException {
    String reason = rs.getString("error_reason");
    return new Count(
        Word.of(Status.class, rs.getString("status")),
        reason == null ? null : Word.of(Reason.class, reason),
        rs.getLong("n"),
        rs.getTimestamp("oldest").toInstant());
  }

  /** What was done about a dead letter; empty where nothing was. */
  public Optional<DeadLetterAct> act(UUID id) {
    return jdbi.withHandle(
        h ->
            h.createQuery("select * from dead_letter_acts where message_id = :id")
                .bind("id", id)
                .map((rs, context) -> act(rs))
                .findOne());
  }

  private static DeadLetterAct act(ResultSet rs) throws SQLException {
    UUID replay = rs.getObject("replay_id", UUID.class);
    return new DeadLetterAct(
        Word.of(DeadLetterAct.Kind.class, rs.getString("act")),
        rs.getString("actor"),
        rs.getString("reason"),
        rs.getTimestamp("at").toInstant(),
        replay == null
            ? null
            : new DeadLetterAct.Replay(
                replay, rs.getString("content_before"), rs.getString("content_after")));
  }

  /** Takes a dead letter off the list; answers whether it was there. */
  public boolean discard(StoredMessage dead, String by, String reason, Instant now) {
    UUID id = dead.message().id();
    Map<String, Object> binds = new LinkedHashMap<>();
    binds.put("id", id);
    binds.put("by", by);
    binds.put("reason", reason);
    binds.put("now", now);
    return jdbi.inTransaction(
        h -> {
          int taken =
              h.createUpdate(
                      "with p as (update proactive_messages p set dealt_with_at = :now where p.id = :id and "
                          + ReplayStatements.OPEN
                          + " returning p.id, p.tenant)"
                          + " insert into dead_letter_acts (message_id, tenant, act, actor, reason, at)"
                          + " select id, tenant, 'discarded', :by, :reason, :now from p")
                  .bindMap(binds)
                  .execute();
          if (taken == 1) {
            AuditLog.write(
                h,
                now,
                new Act(
                    AuditLog.message(id),
                    "message.discarded",
                    by,
                    null,
                    dead.message().notes().correlationId(),
                    Map.of()));
          }
          return taken == 1;
        });
  }
}
