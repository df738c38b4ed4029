package dev.caravan.monitor;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * What those on call have not been told yet: the tables {@code ops_cursor}, {@code ops_breakers}
 * and {@code ops_troubles}. Ends of messages and refused credentials are read from the trail, which
 * was written with them: none is missed by a hub that ends at the wrong moment.
 */
final class TroublesTable {
  /** Acts of one look. */
  static final int MOST = 1_000;

  private static final String GATHER =
      " on conflict (tenant, kind, connection, reason) do update set count = t.count + excluded.count,"
          + " first_at = least(t.first_at, excluded.first_at),"
          + " example = coalesce(excluded.example, t.example)";

  static final String ACTS =
      "with acts as materialized (select a.xid, a.id, a.at, a.subject, a.verb, a.reason"
          + " from audit_events a where a.actor = 'hub'"
          // The words of the index audit_events_troubles.
          + " and a.verb in ('message.failed', 'message.dead', 'message.unknown', 'connection.paused')"
          + " and (a.xid, a.id) > ((select xid from ops_cursor where tenant = 'default'),"
          + " (select act from ops_cursor where tenant = 'default'))"
          + " and a.xid < pg_snapshot_xmin(pg_current_snapshot()) order by a.xid, a.id limit :most),"
          + " messages as (select a.*, p.id as message, p.connection from acts a"
          + " join proactive_messages p on p.id = case when a.subject like 'message:%'"
          + " then substr(a.subject, 9)::uuid end"
          // The hub's own notices are nobody's trouble: they would breed.
          + " where p.origin <> 'hub' and (a.verb <> 'message.unknown' or p.status = 'unknown')),"
          + " news as (select case verb when 'message.unknown' then 'unknown_held' else 'dead_letter' end as kind,"
          + " connection, coalesce(reason, '') as reason, at, message from messages"
          + " union all select 'credential_refused', c.connection, '', a.at, null from acts a"
          + " join connection_pauses c on a.subject = 'connection:' || c.connection and c.paused_by = 'hub'),"
          + " t as (insert into ops_troubles as t (kind, connection, reason, count, first_at, example)"
          + " select kind, connection, reason, count(*), min(at), (array_agg(message order by at desc))[1]"
          + " from news where at > :oldest group by 1, 2, 3"
          + GATHER
          + "), k as (update ops_cursor c set xid = l.xid, act = l.id"
          + " from (select xid, id from acts order by xid desc, id desc limit 1) l where c.tenant = 'default')"
          + " select count(*) from acts";

  private final Jdbi jdbi;

  TroublesTable(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Begins at the begin of the trail where nobody has looked before. */
  void begin() {
    jdbi.useHandle(
        h -> {
          h.execute(
              "insert into ops_cursor (xid, act, approvals_until) values ('0', 0, 'epoch')"
                  + " on conflict do nothing");
          // After a restore from a dump, transactions are numbered from another server's.
          h.execute(
              "update ops_cursor set xid = '0', act = 0"
                  + " where xid > pg_snapshot_xmax(pg_current_snapshot())");
        });
  }

  /** Gathers what came into the trail and is not older than that; answers how many acts it read. */
  int gatherActs(Instant oldest) {
    return jdbi.withHandle(
        h ->
            h.createQuery(ACTS)
                .bind("most", MOST)
                .bind("oldest", oldest)
                .mapTo(Integer.class)
                .one());
  }

  /** Gathers the approvals that have waited since before that. */
  void gatherApprovals(Instant before) {
    jdbi.useTransaction(
        h -> {
          h.createUpdate(
                  "insert into ops_troubles as t (kind, connection, reason, count, first_at, example)"
                      + " select 'approval_waiting', p.connection, '', count(*), min(p.updated_at),"
                      + " (array_agg(p.id order by p.updated_at))[1] from proactive_messages p"
                      + " where p.status = 'pending' and p.origin <> 'hub' and p.updated_at <= :before"
                      + " and p.updated_at > (select approvals_until from ops_cursor where tenant = 'default')"
                      + " group by p.connection"
                      + GATHER)
              .bind("before", before)
              .execute();
          h.createUpdate(
                  "update ops_cursor set approvals_until = greatest(approvals_until, :before)")
              .bind("before", before)
              .execute();
        });
  }

  /** Remembers how the breakers stand whose connections this node owns. */
  void breakers(List<String> open, List<String> closed, Instant now) {
    jdbi.useHandle(
        h -> {
          h.createUpdate(
                  "insert into ops_breakers (connection, since) select unnest(:open), :now"
                      + " on conflict do nothing")
              .bindArray("open", String.class, open)
              .bind("now", now)
              .execute();
          h.createUpdate("delete from ops_breakers where connection = any(:closed)")
              .bindArray("closed", String.class, closed)
              .execute();
        });
  }

  /** Whether the connection's breaker is open, by whatever node owns it. */
  boolean isOpen(String connection) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "select exists (select 1 from ops_breakers where connection = :connection)")
                .bind("connection", connection)
                .mapTo(Boolean.class)
                .one());
  }

  /** Gathers the breakers that have not been closed since before that, each once. */
  void gatherBreakers(Instant before) {
    jdbi.useHandle(
        h ->
            h.createUpdate(
                    "with b as (update ops_breakers set gathered = true where not gathered"
                        + " and since <= :before returning connection, since)"
                        + " insert into ops_troubles as t (kind, connection, reason, count, first_at)"
                        + " select 'breaker_open', connection, '', 1, since from b"
                        + GATHER)
                .bind("before", before)
                .execute());
  }

  /** Drops what mended itself before anybody was told. */
  void dropMended() {
    jdbi.useHandle(
        h ->
            h.execute(
                "delete from ops_troubles t where (t.kind = 'breaker_open' and not exists"
                    + " (select 1 from ops_breakers b where b.connection = t.connection))"
                    + " or (t.kind = 'credential_refused' and not exists (select 1 from connection_pauses c"
                    + " where c.connection = t.connection and c.paused_by = 'hub'))"));
  }

  /** Takes what was gathered of a trouble. */
  static List<Gathered> take(Handle h, Trouble trouble) {
    return h.createQuery(
            "delete from ops_troubles where kind = :kind"
                + " returning connection, reason, count, first_at, example")
        .bind("kind", trouble.word())
        .map(
            (rs, context) ->
                new Gathered(
                    rs.getString("connection"),
                    rs.getString("reason"),
                    rs.getLong("count"),
                    rs.getTimestamp("first_at").toInstant(),
                    rs.getObject("example", UUID.class)))
        .list();
  }
}
