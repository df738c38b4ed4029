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

  /** Rows of one transaction, so that none of them nears the 30 s that a statement has. */
  private static final int MOST = 1_000;

  private static final String ENDED =
      "status = 'expired', queued = false, due_at = null, stop_id = null,"
          + " error_reason = 'expired', updated_at = :now";

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
    // Before it is lifted, while nothing goes that is too old to; a batch at a time.
    Optional<Stop> old = jdbi.withHandle(h -> inForce(h, id));
    long expired = old.map(stop -> expireOld(stop, now)).orElse(0L);
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
          long go = count(h, stop.get());
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

  private static Optional<Stop> inForce(Handle h, UUID id) {
    return h.createQuery("select * from stops where id = :id and lifted_at is null")
        .bind("id", id)
        .map((rs, context) -> read(rs))
        .findOne();
  }

  /**
   * Lets go the next of what still waits for a stop that was lifted, the first accepted first;
   * answers how many. One node at a time: two would mix up the order of a lane.
   */
  int releaseSome(Instant now) {
    return jdbi.inTransaction(
        h -> {
          boolean alone =
              h.createQuery(
                      "select pg_try_advisory_xact_lock(hashtextextended('caravan.release', 0))")
                  .mapTo(Boolean.class)
                  .one();
          return alone ? released(h, now) : 0;
        });
  }

  private static int released(Handle h, Instant now) {
    return h.createUpdate(
            "update proactive_messages set due_at = greatest(coalesce(scheduled_for, :now), :now), stop_id = null"
                + " where id = any(array(select p.id from stops s cross join lateral"
                + " (select id from proactive_messages where stop_id = s.id and status = 'approved' and not queued"
                + " order by id limit :most) p where s.lifted_at > :lately order by p.id limit :most))")
        .bind("now", now)
        .bind("most", MOST)
        // A message judged under a stop may be stored right after its lift.
        .bind("lately", now.minus(LATELY))
        .execute();
  }

  /** Ends what is older than the stop lets go; answers how many. */
  private long expireOld(Stop stop, Instant now) {
    Duration older = stop.onLift().expireOlderThan();
    if (older == null) {
      return 0;
    }
    long all = 0;
    long after = -1;
    for (long last = 0; last > after; ) {
      after = last;
      long from = after;
      Expired some = jdbi.inTransaction(h -> expireQueued(h, stop, from, now, now.minus(older)));
      all += some.count();
      last = some.last();
    }
    for (int some = MOST; some > 0; all += some) {
      some = jdbi.inTransaction(h -> expireHeld(h, stop, now, now.minus(older)));
    }
    return all;
  }

  /** How many were ended, and the last place in the outbox among them. */
  private record Expired(long count, long last) {}

  private static Expired expireQueued(
      Handle h, Stop stop, long after, Instant now, Instant oldest) {
    return h.createQuery(
            "with o as (delete from outbox where seq = any(array(select o.seq from outbox o"
                + " join proactive_messages p on p.id = o.id where o.seq > :after and o.state = 'ready'"
                + " and p.created_at < :oldest and "
                + COVERED
                + " order by o.seq limit :most)) and state = 'ready' returning id, seq),"
                + " m as (update proactive_messages p set "
                + ENDED
                + " from o where p.id = o.id and p.status = 'approved' returning p.id, p.correlation_id),"
                + " a as (insert into audit_events (at, subject, verb, actor, reason, correlation_id)"
                + " select :now, 'message:' || id, 'message.expired', 'hub', 'expired', correlation_id from m)"
                + " select (select count(*) from m) as count, coalesce((select max(seq) from o), :after) as last")
        .bind("after", after)
        .bind("oldest", oldest)
        .bind("now", now)
        .bind("most", MOST)
        .bind("scope", stop.cover().scope().word())
        .bind("value", stop.cover().value())
        .bind("agent", stop.cover().agent())
        .map((rs, context) -> new Expired(rs.getLong("count"), rs.getLong("last")))
        .one();
  }

  private static int expireHeld(Handle h, Stop stop, Instant now, Instant oldest) {
    return h.createUpdate(
            "with m as (update proactive_messages p set "
                + ENDED
                + " where p.id = any(array(select id from proactive_messages where stop_id = :stop"
                + " and status = 'approved' and not queued and created_at < :oldest order by id limit :most))"
                + " returning p.id, p.correlation_id)"
                + " insert into audit_events (at, subject, verb, actor, reason, correlation_id)"
                + " select :now, 'message:' || id, 'message.expired', 'hub', 'expired', correlation_id from m")
        .bind("stop", stop.id())
        .bind("oldest", oldest)
        .bind("now", now)
        .bind("most", MOST)
        .execute();
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
