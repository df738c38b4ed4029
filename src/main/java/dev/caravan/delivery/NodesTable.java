package dev.caravan.delivery;

import org.jdbi.v3.core.Jdbi;

/** The {@code nodes} table, written through the pool where the owners' own session is away. */
final class NodesTable {
  private final Jdbi jdbi;
  private final String node;

  NodesTable(Jdbi jdbi, String node) {
    this.jdbi = jdbi;
    this.node = node;
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
