package dev.caravan.delivery;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What waits where: per connection, and for one message. */
final class QueuesTable {
  private final Jdbi jdbi;

  QueuesTable(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** How much waits for one connection. */
  record Depth(
      long ready, long sending, @Nullable Instant oldest, @Nullable String owner, long epoch) {}

  /** Depths of all connections that have rows or an owner. */
  Map<String, Depth> depths() {
    Map<String, Depth> depths = new LinkedHashMap<>();
    jdbi.useHandle(
        h ->
            h.createQuery(
                    "with q as (select o.connection, count(*) filter (where o.state = 'ready') as ready,"
                        + " count(*) filter (where o.state = 'sending') as sending, min(o.seq) as first"
                        + " from outbox o group by o.connection)"
                        + " select coalesce(q.connection, w.connection) as connection, coalesce(ready, 0) as ready,"
                        + " coalesce(sending, 0) as sending, coalesce(p.due_at, p.created_at) as oldest,"
                        + " case when w.beat_at > clock_timestamp() - interval '10 seconds' then w.node end as node,"
                        + " coalesce(w.epoch, 0) as epoch"
                        + " from q full join connection_owners w on w.connection = q.connection"
                        + " left join outbox o on o.seq = q.first left join proactive_messages p on p.id = o.id"
                        + " order by 1")
                .map(
                    (rs, context) ->
                        Map.entry(
                            rs.getString("connection"),
                            new Depth(
                                rs.getLong("ready"),
                                rs.getLong("sending"),
                                MessageRowsTable.instant(rs, "oldest"),
                                rs.getString("node"),
                                rs.getLong("epoch"))))
                .forEach(e -> depths.put(e.getKey(), e.getValue())));
    return depths;
  }

  /** Where one message stands in the outbox. */
  record Place(
      String state,
      boolean headOfLane,
      @Nullable Instant notBefore,
      @Nullable Instant closedUntil,
      @Nullable Instant brokenUntil,
      boolean owned) {}

  /** The place of a message; empty where it is not in the outbox. */
  Optional<Place> place(UUID id) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "select o.state, o.not_before, not exists (select 1 from outbox e where e.connection = o.connection"
                        + " and e.recipient_id = o.recipient_id and e.urgency <= o.urgency and e.seq < o.seq) as head,"
                        + " (select max(l.until) from limits_until l where l.connection = o.connection"
                        + " and l.recipient_id in ('', o.recipient_id)) as closed,"
                        + " (select b.until from breakers b where b.tenant = 'default' and b.connection = o.connection) as broken,"
                        + " exists (select 1 from connection_owners w where w.connection = o.connection"
                        + " and w.beat_at > clock_timestamp() - interval '10 seconds') as owned"
                        + " from outbox o where o.id = :id")
                .bind("id", id)
                .map(
                    (rs, context) ->
                        new Place(
                            rs.getString("state"),
                            rs.getBoolean("head"),
                            MessageRowsTable.instant(rs, "not_before"),
                            MessageRowsTable.instant(rs, "closed"),
                            MessageRowsTable.instant(rs, "broken"),
                            rs.getBoolean("owned")))
                .findOne());
  }
}
