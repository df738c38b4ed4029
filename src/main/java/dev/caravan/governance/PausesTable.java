package dev.caravan.governance;

import dev.caravan.store.AuditLog;
import dev.caravan.store.AuditLog.Act;
import dev.caravan.store.Signals;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The {@code connection_pauses} table: connections that the hub or a human has paused. */
public final class PausesTable {
  private final Jdbi jdbi;
  private final InstantSource clock;
  private volatile Map<String, Pause> paused = Map.of();

  /** Who paused a connection, and why. */
  public record Pause(String by, String reason) {}

  public PausesTable(Jdbi jdbi, InstantSource clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /**
   * Takes over what other nodes have written. One at a time: an older reading must not replace a
   * newer one.
   */
  public synchronized void refresh() {
    Map<String, Pause> fresh = new LinkedHashMap<>();
    jdbi.useHandle(
        h ->
            h.createQuery("select connection, paused_by, reason from connection_pauses")
                .map(
                    (rs, c) ->
                        Map.entry(rs.getString(1), new Pause(rs.getString(2), rs.getString(3))))
                .forEach(e -> fresh.put(e.getKey(), e.getValue())));
    paused = fresh;
  }

  /** Who paused the connection; empty where nobody did. */
  public Optional<Pause> of(String connection) {
    return Optional.ofNullable(paused.get(connection));
  }

  /** Pauses the connection of a target; a pause that is there already stays as it is. */
  public void pause(String connection, String by, String reason) {
    if (paused.containsKey(connection)) {
      return;
    }
    jdbi.useTransaction(
        h -> {
          h.createUpdate(
                  "insert into connection_pauses (connection, paused_by, reason, since)"
                      + " values (:connection, :by, :reason, :now) on conflict do nothing")
              .bind("connection", connection)
              .bind("by", by)
              .bind("reason", reason)
              .bind("now", clock.instant())
              .execute();
          AuditLog.write(
              h,
              clock.instant(),
              new Act("connection:" + connection, "connection.paused", by, reason, null, Map.of()));
          Signals.send(h, Signals.PAUSES);
        });
    refresh();
  }

  /** Tries the connections again that the hub itself had paused. */
  public void resumeWhatHubPaused() {
    refresh();
    paused.forEach(
        (connection, pause) -> {
          if (pause.by().equals("hub")) {
            resume(connection, "hub");
          }
        });
  }

  /** Lets a paused connection go on; answers whether it was paused. */
  public boolean resume(String connection, String by) {
    boolean was =
        jdbi.inTransaction(
            h -> {
              int gone =
                  h.createUpdate("delete from connection_pauses where connection = :connection")
                      .bind("connection", connection)
                      .execute();
              AuditLog.write(
                  h, clock.instant(), Act.of("connection:" + connection, "connection.resumed", by));
              Signals.send(h, Signals.PAUSES);
              return gone > 0;
            });
    refresh();
    return was;
  }
}
