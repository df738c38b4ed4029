package dev.caravan.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The append-only trail: who did what to which thing, and why. Ids, verbs and salted hashes alone,
 * so that erasing content never breaks it. Written in the transaction of the act.
 */
public final class AuditLog {

  /**
   * One act.
   *
   * @param subject kind and id, such as {@code message:<id>}
   * @param verb what was done, such as {@code message.approved}
   * @param actor who did it, such as {@code key:<name>} or {@code hub}
   */
  public record Act(
      String subject,
      String verb,
      String actor,
      @Nullable String reason,
      @Nullable String correlationId,
      Map<String, Object> detail) {

    /** An act without reason or detail. */
    public static Act of(String subject, String verb, String actor) {
      return new Act(subject, verb, actor, null, null, Map.of());
    }
  }

  /** One act as it was written. */
  public record Event(long id, Instant at, Act act, @Nullable String contentHash) {}

  /**
   * What every message leaves behind. All other verbs are few, and have an index (V10): these stand
   * in its predicate, and in what asks by it.
   */
  private static final List<String> FREQUENT = List.of("message.approved", "message.sent");

  /** What to look for; null means any. */
  public record Filter(
      @Nullable String subject,
      @Nullable String actor,
      @Nullable String verb,
      @Nullable Instant from,
      @Nullable Instant to) {}

  private final Jdbi jdbi;

  public AuditLog(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The name of a message in the trail. */
  public static String message(UUID id) {
    return "message:" + id;
  }

  /** Writes an act that changes no row, in a transaction of its own. */
  public void append(Instant at, Act act) {
    jdbi.useTransaction(h -> write(h, at, act));
  }

  /** Writes an act within the caller's transaction. */
  public static void write(Handle handle, Instant at, Act act) {
    handle
        .createUpdate(
            "insert into audit_events (at, subject, verb, actor, reason, correlation_id, detail)"
                + " values (:at, :subject, :verb, :actor, :reason, :correlation, :detail::jsonb)")
        .bind("at", at)
        .bind("subject", act.subject())
        .bind("verb", act.verb())
        .bind("actor", act.actor())
        .bind("reason", act.reason())
        .bind("correlation", act.correlationId())
        .bind("detail", Json.write(act.detail()))
        .execute();
  }

  /** The newest acts that match, before {@code before}; newest first. */
  public List<Event> newest(Filter filter, long before, int limit) {
    return jdbi.withHandle(
        h ->
            h.createQuery(newest(filter))
                .bindMethods(filter)
                .bind("before", before)
                .bind("limit", limit)
                .map((rs, context) -> read(rs))
                .list());
  }

  /** The query for them. */
  static String newest(Filter filter) {
    List<String> where = new ArrayList<>(List.of("tenant = 'default'", "id < :before"));
    if (filter.subject() != null) {
      where.add("subject = :subject");
    }
    if (filter.actor() != null) {
      where.add("actor = :actor");
    }
    if (filter.verb() != null) {
      where.add("verb = :verb");
      if (!FREQUENT.contains(filter.verb())) {
        where.add("verb not in ('" + String.join("', '", FREQUENT) + "')");
      }
    }
    if (filter.from() != null) {
      where.add("at >= :from");
    }
    if (filter.to() != null) {
      where.add("at < :to");
    }
    return "select id, at, subject, verb, actor, reason, correlation_id, content_hash, detail"
        + " from audit_events where "
        + String.join(" and ", where)
        + " order by id desc limit :limit";
  }

  static Event read(ResultSet rs) throws SQLException {
    String detail = rs.getString("detail");
    return new Event(
        rs.getLong("id"),
        rs.getTimestamp("at").toInstant(),
        new Act(
            rs.getString("subject"),
            rs.getString("verb"),
            rs.getString("actor"),
            rs.getString("reason"),
            rs.getString("correlation_id"),
            detail == null ? Map.of() : Json.object(detail)),
        rs.getString("content_hash"));
  }

  /**
   * Forgets the oldest acts that are older than {@code before}; answers how many, at most so many.
   */
  public int forget(Instant before, int most) {
    // By id, and not by time: where there is nothing to forget, one page of the index is read.
    return jdbi.withHandle(
        h ->
            h.createUpdate(
                    "delete from audit_events where id in (select id from"
                        + " (select id, at from audit_events order by id limit :most) oldest where at < :before)")
                .bind("before", before)
                .bind("most", most)
                .execute());
  }
}
