package dev.caravan.governance;

import dev.caravan.message.Word;
import dev.caravan.store.AuditLog;
import dev.caravan.store.AuditLog.Act;
import dev.caravan.store.Signals;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The {@code stops} table, and what it holds. */
final class StopsTable {
  /** A message that was judged under a stop is stored long before so much time has passed. */
  private static final Duration LATELY = Duration.ofDays(1);

  private final Jdbi jdbi;

  StopsTable(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The stops that nobody has lifted yet, oldest first. */
  List<Stop> pulled() {
    return jdbi.withHandle(
        h ->
            h.createQuery("select * from stops where lifted_at is null order by created_at")
                .map((rs, context) -> read(rs))
                .list());
  }

  void insert(Stop stop) {
    jdbi.useTransaction(
        h -> {
          Duration older = stop.onLift().expireOlderThan();
          h.createUpdate(
                  "insert into stops (id, scope, value, agent_id, reason, on_lift, created_by, created_at, expires_at)"
                      + " values (:id, :scope, :value, :agent, :reason, :lift, :by, :at, :expires)")
              .bind("id", stop.id())
              .bind("scope", stop.cover().scope().word())
              .bind("value", stop.cover().value())
              .bind("agent", stop.cover().agent())
              .bind("reason", stop.reason())
              .bind("lift", older == null ? "send" : "expire_older_than " + older.toSeconds())
              .bind("by", stop.life().createdBy())
              .bind("at", stop.life().createdAt())
              .bind("expires", stop.expiresAt())
              .execute();
          AuditLog.write(
              h,
              stop.life().createdAt(),
              new Act(
                  "stop:" + stop.id(),
                  "stop.pulled",
                  stop.life().createdBy(),
                  stop.reason(),
                  null,
                  Map.of("scope", stop.cover().scope().word())));
          Signals.send(h, Signals.STOPS);
        });
  }

  /** What a lift did: how many go, and how many were too old to. */
  record Lifted(long go, long expired) {}

  /** Lifts a stop that is in force; empty where there is none of this id. */
  Optional<Lifted> lift(UUID id, String by, Instant now) {
    return jdbi.inTransaction(
        h -> {
          Optional<Stop> stop =
              h.createQuery(
                      "update stops set lifted_at = :now, lifted_by = :by where id = :id and lifted_at is null"
                          + " returning *")
                  .bind("now", now)
                  .bind("by", by)
                  .bind("id", id)
                  .map((rs, context) -> read(rs))
                  .findOne();
          if (stop.isEmpty()) {
            return Optional.empty();
          }
          long expired = expireOld(h, stop.get(), now);
          long go = count(h, stop.get());
          release(h, id, now);
          AuditLog.write(
              h,
              now,
              new Act(
                  "stop:" + id,
                  "stop.lifted",
                  by,
                  null,
                  null,
                  Map.of("go", go, "expired", expired)));
          Signals.send(h, Signals.STOPS);
          return Optional.of(new Lifted(go, expired));
        });
  }

  /** Lets go what still waits for a stop that was lifted. */
  void releaseLifted(Instant now) {
    jdbi.useTransaction(
        h ->
            h.createUpdate(
                    "update proactive_messages p set due_at = greatest(coalesce(p.scheduled_for, :now), :now), stop_id = null"
                        // An array of few ids is looked up in the index, whatever else waits.
                        + " where p.stop_id = any(array(select id from stops where lifted_at > :lately))"
                        + " and p.status = 'approved' and not p.queued")
                .bind("now", now)
                .bind("lately", now.minus(LATELY))
                .execute());
  }

  private static void release(Handle h, UUID id, Instant now) {
    h.createUpdate(
            "update proactive_messages set due_at = greatest(coalesce(scheduled_for, :now), :now), stop_id = null"
                + " where stop_id = :id and status = 'approved' and not queued")
        .bind("now", now)
        .bind("id", id)
        .execute();
  }

  private static long expireOld(Handle h, Stop stop, Instant now) {
    Duration older = stop.onLift().expireOlderThan();
    if (older == null) {
      return 0;
    }
    return h.createQuery(
            "with o as (delete from outbox o using proactive_messages p where p.id = o.id and o.state = 'ready'"
                + " and p.created_at < :oldest and "
                + COVERED
                + " returning o.id),"
                + " m as (update proactive_messages p set status = 'expired', queued = false, due_at = null, stop_id = null,"
                + " error_reason = 'expired', updated_at = :now where p.status = 'approved' and p.created_at < :oldest"
                + " and (p.id in (select id from o) or p.stop_id = :stop) returning p.id, p.correlation_id),"
                + " a as (insert into audit_events (at, subject, verb, actor, reason, correlation_id)"
                + " select :now, 'message:' || id, 'message.expired', 'hub', 'expired', correlation_id from m)"
                + " select count(*) from m")
        .bind("oldest", now.minus(older))
        .bind("now", now)
        .bind("stop", stop.id())
        .bind("scope", stop.cover().scope().word())
        .bind("value", stop.cover().value())
        .bind("agent", stop.cover().agent())
        .mapTo(Long.class)
        .one();
  }

  private static long count(Handle h, Stop stop) {
    return h.createQuery(
            "select (select count(*) from proactive_messages where stop_id = :stop and status = 'approved')"
                + " + (select count(*) from outbox o join proactive_messages p on p.id = o.id where "
                + COVERED
                + ")")
        .bind("stop", stop.id())
        .bind("scope", stop.cover().scope().word())
        .bind("value", stop.cover().value())
        .bind("agent", stop.cover().agent())
        .mapTo(Long.class)
        .one();
  }

  /** Whether a stop covers the message of {@code p}, as {@link Stop#covers} tells it. */
  private static final String COVERED =
      "(:scope = 'all' or (:scope = 'platform' and p.platform = :value)"
          + " or (:scope = 'connection' and p.connection = :value)"
          + " or (:scope = 'agent' and p.agent_id = :agent)"
          + " or (:scope = 'label' and case when position('=' in :value) = 0"
          + " then jsonb_exists(p.labels, :value)"
          + " else p.labels ->> split_part(:value, '=', 1)"
          + " = substr(:value, position('=' in :value) + 1) end))";

  private static Stop read(ResultSet rs) throws SQLException {
    String lift = rs.getString("on_lift");
    return new Stop(
        rs.getObject("id", UUID.class),
        new Stop.Cover(
            Word.of(Stop.Scope.class, rs.getString("scope")),
            rs.getString("value"),
            rs.getObject("agent_id", UUID.class)),
        rs.getString("reason"),
        new Stop.OnLift(
            lift.equals("send")
                ? null
                : Duration.ofSeconds(Long.parseLong(lift.substring(lift.indexOf(' ') + 1)))),
        new Stop.Life(
            rs.getString("created_by"),
            rs.getTimestamp("created_at").toInstant(),
            instant(rs.getTimestamp("expires_at")),
            instant(rs.getTimestamp("lifted_at"))));
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }
}
