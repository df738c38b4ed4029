package dev.caravan.delivery;

import dev.caravan.message.Outcome;
import dev.caravan.store.Batch;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What outlasts a restart of a connection's limits: the silences that its platform asked for
 * ({@code limits_until}), and what was sent within its windows ({@code limit_uses}).
 */
final class LimitsTable {
  private static final String[] USES = {"text connection", "text recipient_id", "timestamptz at"};
  private static final String USE =
      "with v as "
          + Batch.rows(USES)
          + " insert into limit_uses (connection, recipient_id, at)"
          + " select connection, recipient_id, at from v";

  /** Rows of a take-over are read so many at a time. */
  private static final int FETCHED = 5_000;

  private final Jdbi jdbi;

  /** The connections whose uses are kept. */
  private final Set<String> kept = ConcurrentHashMap.newKeySet();

  LimitsTable(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Writes the silences among these. */
  void remember(List<Settlement> settlements) throws SQLException {
    for (Settlement s : settlements) {
      if (s.outcome() instanceof Outcome.Limited limited) {
        boolean whole = limited.scope() == Outcome.Scope.CONNECTION;
        String connection = s.row().message().target().connection();
        Instant until = s.endedAt().plus(limited.after());
        remember(connection, whole ? null : s.row().recipient(), until);
      }
    }
  }

  private static void silence(Handle h, String connection, String recipient, Instant until) {
    h.createUpdate(
            "insert into limits_until (connection, recipient_id, until, reason)"
                + " values (:connection, :recipient, :until, 'rate_limited')"
                + " on conflict (tenant, connection, recipient_id)"
                + " do update set until = greatest(limits_until.until, excluded.until)")
        .bind("connection", connection)
        .bind("recipient", recipient)
        .bind("until", until)
        .execute();
  }

  /** Writes the silence that a call beside the queue was answered with. */
  void remember(String connection, @Nullable String recipient, Instant until) {
    jdbi.useHandle(h -> silence(h, connection, recipient == null ? "" : recipient, until));
  }

  /**
   * Writes what these sends used up, where limits say so. Before their rows are settled: what is
   * being sent counts as used by itself.
   */
  void use(List<Settlement> settlements) throws SQLException {
    Batch uses = new Batch(USES);
    for (Settlement s : settlements) {
      String connection = s.row().message().target().connection();
      if (kept.contains(connection) && Sign.reached(s.outcome())) {
        uses.add(connection, s.row().recipient(), s.endedAt());
      }
    }
    write(uses);
  }

  /** Writes what one call beside the queue used up. */
  void use(String connection, String recipient, Instant at) throws SQLException {
    Batch uses = new Batch(USES);
    if (kept.contains(connection)) {
      uses.add(connection, recipient, at);
    }
    write(uses);
  }

  private void write(Batch uses) throws SQLException {
    if (uses.size() == 0) {
      return;
    }
    jdbi.<SQLException>useTransaction(
        h -> {
          // Lost with the server's power it is lost together with what settles after it.
          h.execute("set local synchronous_commit = off");
          try (PreparedStatement statement = h.getConnection().prepareStatement(USE)) {
            uses.bind(h.getConnection(), statement, 1);
            statement.executeUpdate();
          }
        });
  }

  /**
   * What was sent through a connection since then, the earliest first, and at last what an earlier
   * owner is sending still, as sent at {@code latest}. From now on the connection's uses are kept.
   */
  void uses(
      String connection, Instant since, Instant latest, BiConsumer<String, Instant> remember) {
    kept.add(connection);
    jdbi.useTransaction(
        h ->
            h.createQuery(
                    "select recipient_id, at from limit_uses where connection = :connection and at > :since"
                        + " union all select recipient_id, :latest::timestamptz from outbox where connection = :connection"
                        + " and state = 'sending' order by 2")
                .bind("connection", connection)
                .bind("since", since)
                .bind("latest", latest)
                .setFetchSize(FETCHED)
                .map((rs, context) -> Map.entry(rs.getString(1), rs.getTimestamp(2).toInstant()))
                .forEach(use -> remember.accept(use.getKey(), use.getValue())));
  }

  /** Forgets what was sent before then. */
  void forget(String connection, Instant before) {
    jdbi.useHandle(
        h ->
            h.createUpdate(
                    "delete from limit_uses where connection = :connection and at <= :before")
                .bind("connection", connection)
                .bind("before", before)
                .execute());
  }

  /**
   * The silences of a connection that last beyond now; the recipient is null for the whole of it.
   */
  void load(String connection, Instant now, BiConsumer<@Nullable String, Instant> close) {
    jdbi.useHandle(
        h -> {
          h.createUpdate("delete from limits_until where until <= :now").bind("now", now).execute();
          h.createQuery(
                  "select recipient_id, until from limits_until where connection = :connection")
              .bind("connection", connection)
              .map(
                  (rs, context) -> {
                    String recipient = rs.getString(1);
                    close.accept(
                        recipient.isEmpty() ? null : recipient, rs.getTimestamp(2).toInstant());
                    return recipient;
                  })
              .list();
        });
  }
}
