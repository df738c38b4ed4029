package dev.caravan.delivery;

import dev.caravan.store.PlannedAnew;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What waits where: per connection, and message by message. */
final class QueuesTable {
  /**
   * Whether an earlier message is in the same lane is looked up a priority at a time, so that each
   * look is one step into the index of lanes, however much waits.
   */
  static final String PLACES =
      "select o.id, o.state, o.not_before,"
          + " not exists (select 1 from outbox s where s.state = 'sending' and s.connection = o.connection"
          + " and s.recipient_id = o.recipient_id and s.id <> o.id)"
          + " and not exists (select 1 from generate_series(0, o.urgency) as u(rgency), lateral (select 1 from outbox e"
          + " where e.state = 'ready' and e.connection = o.connection and e.urgency = u.rgency::smallint"
          + " and e.recipient_id = o.recipient_id and e.seq < o.seq order by e.seq limit 1) earlier) as head,"
          + " (select max(l.until) from limits_until l where l.tenant = o.tenant and l.connection = o.connection"
          + " and l.recipient_id in ('', o.recipient_id)) as closed,"
          + " (select b.until from breakers b where b.tenant = o.tenant and b.connection = o.connection) as broken,"
          + " exists (select 1 from connection_owners w where w.tenant = o.tenant and w.connection = o.connection"
          + " and w.beat_at > clock_timestamp() - interval '10 seconds') as owned"
          + " from outbox o where o.id = any(:ids)";

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

  /** The places of those of these messages that are in the outbox. */
  Map<UUID, Place> places(List<UUID> ids) {
    Map<UUID, Place> places = new HashMap<>();
    jdbi.useHandle(
        h ->
            h.createQuery(PLACES)
                .addCustomizer(new PlannedAnew())
                .bindArray("ids", UUID.class, ids.toArray())
                .map(
                    (rs, context) ->
                        Map.entry(
                            rs.getObject("id", UUID.class),
                            new Place(
                                rs.getString("state"),
                                rs.getBoolean("head"),
                                MessageRowsTable.instant(rs, "not_before"),
                                MessageRowsTable.instant(rs, "closed"),
                                MessageRowsTable.instant(rs, "broken"),
                                rs.getBoolean("owned"))))
                .forEach(e -> places.put(e.getKey(), e.getValue())));
    return places;
  }
}
