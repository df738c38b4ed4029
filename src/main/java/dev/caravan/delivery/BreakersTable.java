package dev.caravan.delivery;

import dev.caravan.store.AuditLog;
import dev.caravan.store.AuditLog.Act;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The {@code breakers} table: a row for each connection whose breaker is not closed. */
final class BreakersTable {
  private final Jdbi jdbi;

  BreakersTable(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Until when a connection sends nothing, and why. */
  record Open(Instant until, String why) {}

  /** Those that are not closed, by connection. */
  Map<String, Open> open() {
    Map<String, Open> open = new LinkedHashMap<>();
    jdbi.useHandle(
        h ->
            h.createQuery(
                    "select connection, until, why from breakers where tenant = 'default' order by 1")
                .map(
                    (rs, c) ->
                        Map.entry(
                            rs.getString(1),
                            new Open(rs.getTimestamp(2).toInstant(), rs.getString(3))))
                .forEach(e -> open.put(e.getKey(), e.getValue())));
    return open;
  }

  /** Writes what has become of a breaker, unless another node owns its connection by now. */
  void write(OutboxTable.Ownership owner, Breaker.Change change) {
    jdbi.useTransaction(
        h -> {
          boolean closed = change.until() == null;
          int rows = closed ? close(h, owner) : open(h, owner, change);
          if (rows > 0 && (closed || change.first())) {
            AuditLog.write(h, change.at(), act(owner.connection(), change));
          }
        });
  }

  private static int open(Handle h, OutboxTable.Ownership owner, Breaker.Change change) {
    return h.createUpdate(
            "insert into breakers (connection, since, until, why) select connection, :at, :until, :why"
                + " from connection_owners where tenant = 'default' and connection = :connection"
                + " and node = :node and epoch = :epoch"
                + " on conflict (tenant, connection) do update set until = excluded.until")
        .bind("at", change.at())
        .bind("until", change.until())
        .bind("why", change.why())
        .bind("connection", owner.connection())
        .bind("node", owner.node())
        .bind("epoch", owner.epoch())
        .execute();
  }

  private static int close(Handle h, OutboxTable.Ownership owner) {
    return h.createUpdate(
            "delete from breakers b using connection_owners o where b.tenant = 'default'"
                + " and b.connection = :connection and o.tenant = 'default'"
                + " and o.connection = b.connection and o.node = :node and o.epoch = :epoch")
        .bind("connection", owner.connection())
        .bind("node", owner.node())
        .bind("epoch", owner.epoch())
        .execute();
  }

  private static Act act(String connection, Breaker.Change change) {
    boolean closed = change.until() == null;
    return new Act(
        "connection:" + connection,
        closed ? "connection.breaker_closed" : "connection.breaker_opened",
        "hub",
        change.why(),
        null,
        closed ? Map.of() : Map.of("until", String.valueOf(change.until())));
  }
}
