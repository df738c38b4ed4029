package dev.caravan.delivery;

import dev.caravan.store.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** The {@code nodes} table, written through the pool where the owners' own session is away. */
final class NodesTable {
  private final Jdbi jdbi;
  private final String node;

  NodesTable(Jdbi jdbi, String node) {
    this.jdbi = jdbi;
    this.node = node;
  }

  /** Says that this node starts, and forgets those that were not seen for a week. */
  void join() {
    jdbi.useTransaction(
        h -> {
          h.createUpdate(
                  "insert into nodes (node, started_at, beat_at, version)"
                      + " values (:node, clock_timestamp(), clock_timestamp(), :version)"
                      + " on conflict (node) do update set started_at = excluded.started_at,"
                      + " beat_at = excluded.beat_at, draining = false, version = excluded.version")
              .bind("node", node)
              .bind("version", Version.current())
              .execute();
          h.execute("delete from nodes where beat_at < clock_timestamp() - interval '7 days'");
        });
  }

  /** Every node that was seen within a week, in the order in which they started. */
  List<Node> all() {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "select n.node, n.started_at, n.beat_at, n.draining, n.version,"
                        + " n.beat_at > clock_timestamp() - interval '10 seconds' as alive,"
                        + " array(select o.connection from connection_owners o where o.node = n.node"
                        + " and o.beat_at > clock_timestamp() - interval '10 seconds' order by 1) as connections"
                        + " from nodes n order by n.started_at, n.node")
                .map((rs, context) -> node(rs))
                .list());
  }

  private static Node node(ResultSet rs) throws SQLException {
    return new Node(
        rs.getString("node"),
        rs.getTimestamp("started_at").toInstant(),
        rs.getTimestamp("beat_at").toInstant(),
        new Node.Standing(rs.getBoolean("alive"), rs.getBoolean("draining")),
        List.of((String[]) rs.getArray("connections").getArray()),
        rs.getString("version"));
  }

  /** Says that this node lives and takes messages, whatever it owns. */
  void beat() {
    jdbi.useHandle(
        h ->
            h.createUpdate(
                    "insert into nodes (node, started_at, beat_at)"
                        + " values (:node, clock_timestamp(), clock_timestamp())"
                        + " on conflict (node) do update set beat_at = excluded.beat_at")
                .bind("node", node)
                .execute());
  }
}
