package dev.caravan.delivery;

import dev.caravan.store.Access;
import dev.caravan.store.Signals;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * One dedicated session outside of the pool that holds this node's advisory locks and listens, and
 * runs nothing else: a pooled connection would give its locks away at the end of its life.
 */
final class OwnersTable implements AutoCloseable {
  /** Seconds without a beat after which an owner counts as stopped. */
  private static final int SILENCE_SECONDS = 10;

  /** Separates the hub's advisory locks from everybody else's. */
  private static final int LOCK_SPACE = 0x43415256;

  private final Connection session;
  private final String node;

  /** Opens the session; a dead network is noticed within about 11 s. */
  OwnersTable(Access access, String node) throws SQLException {
    this.node = node;
    Properties properties = new Properties();
    properties.setProperty("user", access.user());
    properties.setProperty("password", access.password());
    properties.setProperty("ApplicationName", "caravan-owner " + node);
    properties.setProperty("connectTimeout", "3");
    properties.setProperty("socketTimeout", "5");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty(
        "options",
        "-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3");
    this.session = DriverManager.getConnection(access.url(), properties);
    try (Statement statement = session.createStatement()) {
      statement.execute("listen " + Signals.CHANNEL);
    } catch (SQLException e) {
      session.close();
      throw e;
    }
  }

  /**
   * Says that this node lives, whether it is being drained, and that it still holds these
   * connections at their epochs; answers how many of them it truly holds.
   */
  int beat(List<OutboxTable.Ownership> held, boolean draining) throws SQLException {
    try (PreparedStatement statement =
        session.prepareStatement(
            "with n as (insert into nodes (node, started_at, beat_at, draining)"
                + " values (?, clock_timestamp(), clock_timestamp(), ?)"
                + " on conflict (node) do update set beat_at = excluded.beat_at, draining = excluded.draining),"
                + " o as (update connection_owners c set beat_at = clock_timestamp()"
                + " from unnest(?::text[], ?::int8[]) as h(connection, epoch)"
                + " where c.tenant = 'default' and c.connection = h.connection and c.epoch = h.epoch and c.node = ?"
                + " returning 1)"
                + " select count(*) from o")) {
      statement.setString(1, node);
      statement.setBoolean(2, draining);
      statement.setArray(
          3,
          session.createArrayOf(
              "text", held.stream().map(OutboxTable.Ownership::connection).toArray()));
      statement.setArray(
          4,
          session.createArrayOf("int8", held.stream().map(OutboxTable.Ownership::epoch).toArray()));
      statement.setString(5, node);
      try (ResultSet rs = statement.executeQuery()) {
        rs.next();
        return rs.getInt(1);
      }
    }
  }

  /** Takes the connection if nobody holds it; answers its new epoch, or 0. */
  long acquire(String connection) throws SQLException {
    if (!tryLock(connection)) {
      endSilentOwner(connection);
      return 0;
    }
    try (PreparedStatement statement =
        session.prepareStatement(
            // The lock waits for the marks that the last owner is just committing; a beat does not.
            "with last as materialized (select epoch from connection_owners"
                + " where tenant = 'default' and connection = ? for update)"
                + " insert into connection_owners (connection, node, epoch, backend, acquired_at, beat_at)"
                + " select ?, ?, 1, pg_backend_pid(), clock_timestamp(), clock_timestamp()"
                + " from (select count(*) from last) l"
                + " on conflict (tenant, connection) do update set node = excluded.node,"
                + " epoch = connection_owners.epoch + 1, backend = excluded.backend,"
                + " acquired_at = excluded.acquired_at, beat_at = excluded.beat_at returning epoch")) {
      statement.setString(1, connection);
      statement.setString(2, connection);
      statement.setString(3, node);
      try (ResultSet rs = statement.executeQuery()) {
        rs.next();
        return rs.getLong(1);
      }
    }
  }

  private boolean tryLock(String connection) throws SQLException {
    try (PreparedStatement statement =
        session.prepareStatement("select pg_try_advisory_lock(?, hashtext(?))")) {
      statement.setInt(1, LOCK_SPACE);
      statement.setString(2, connection);
      try (ResultSet rs = statement.executeQuery()) {
        rs.next();
        return rs.getBoolean(1);
      }
    }
  }

  /** A stopped process keeps its session alive; its silence betrays it. */
  private void endSilentOwner(String connection) throws SQLException {
    try (PreparedStatement statement =
        session.prepareStatement(
            "select pg_terminate_backend(backend) from connection_owners where connection = ?"
                + " and node <> ? and beat_at < clock_timestamp() - make_interval(secs => ?)"
                // One that gave it up lives, and may hold others.
                + " and beat_at > '-infinity'"
                + " and exists (select 1 from pg_stat_activity a where a.pid = backend"
                + " and a.application_name like 'caravan-owner%')")) {
      statement.setString(1, connection);
      statement.setString(2, node);
      statement.setInt(3, SILENCE_SECONDS);
      statement.executeQuery().close();
    }
  }

  /**
   * Gives a connection up, and says so to those who wait for it, and to those who ask who owns it.
   */
  void release(String connection) throws SQLException {
    try (PreparedStatement statement =
        session.prepareStatement(
            "with o as (update connection_owners set beat_at = '-infinity'"
                + " where tenant = 'default' and connection = ? and node = ?)"
                + " select pg_advisory_unlock(?, hashtext(?)), pg_notify(?, ?)")) {
      statement.setString(1, connection);
      statement.setString(2, node);
      statement.setInt(3, LOCK_SPACE);
      statement.setString(4, connection);
      statement.setString(5, Signals.CHANNEL);
      statement.setString(6, Signals.FREE);
      statement.executeQuery().close();
    }
  }

  /** What other nodes have said, waiting at most so many milliseconds for it. */
  List<String> signals(int millis) throws SQLException {
    PGNotification[] notifications = session.unwrap(PGConnection.class).getNotifications(millis);
    List<String> signals = new ArrayList<>();
    if (notifications != null) {
      for (PGNotification notification : notifications) {
        signals.add(notification.getParameter());
      }
    }
    return signals;
  }

  @Override
  public void close() throws SQLException {
    session.close();
  }
}
