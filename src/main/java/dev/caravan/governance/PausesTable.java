package dev.caravan.governance;

import dev.caravan.store.AuditLog;
import dev.caravan.store.AuditLog.Act;
import dev.caravan.store.Signals;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;

/** The {@code connection_pauses} table: connections that the hub or a human has paused. */
public final class PausesTable {
  private static final String HUB = "hub";

  private final Jdbi jdbi;
  private final InstantSource clock;
  private final Map<String, Instant> mended = new ConcurrentHashMap<>();
  private volatile Map<String, Pause> paused = Map.of();

  /** Who paused a connection, and why. */
  public record Pause(String by, String reason) {
    /** Whether the hub did, because the platform refused the credential. */
    public boolean byHub() {
      return by.equals(HUB);
    }
  }

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

  /**
   * Pauses a connection; a pause that is there already stays as it is, but a human's takes the
   * place of the hub's, which would end by itself.
   */
  public void pause(String connection, String by, String reason) {
    Pause there = paused.get(connection);
    if (there != null && (by.equals(HUB) || !there.byHub())) {
      return;
    }
    jdbi.useTransaction(
        h -> {
          h.createUpdate(
                  "insert into connection_pauses (connection, paused_by, reason, since)"
                      + " values (:connection, :by, :reason, :now) on conflict (tenant, connection) do update"
                      + " set paused_by = excluded.paused_by, reason = excluded.reason, since = excluded.since"
                      + " where connection_pauses.paused_by = :hub and excluded.paused_by <> :hub")
              .bind("hub", HUB)
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
          if (pause.byHub()) {
            resume(connection, HUB);
          }
        });
  }

  /**
   * Pauses a connection whose platform refused its credential in a call begun at {@code begun}: not
   * where that was still the old credential, for nobody would lift that pause.
   */
  public synchronized void credentialRefused(String connection, String detail, Instant begun) {
    if (!begun.isBefore(mended.getOrDefault(connection, Instant.MIN))) {
      pause(
          connection, HUB, "The platform refused the credential of " + connection + ": " + detail);
    }
  }

  /**
   * Says that the connection has another credential now: what the hub paused it for is over.
   * Answers whether it was paused so.
   */
  public synchronized boolean credentialChanged(String connection) {
    mended.put(connection, clock.instant());
    // Another node may have paused it a moment ago.
    refresh();
    return of(connection).filter(Pause::byHub).isPresent() && resume(connection, HUB);
  }

  /** The connections that the hub paused, and why. */
  public Map<String, String> pausedByHub() {
    Map<String, String> reasons = new LinkedHashMap<>();
    paused.forEach(
        (connection, pause) -> {
          if (pause.byHub()) {
            reasons.put(connection, pause.reason());
          }
        });
    return reasons;
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
