package dev.caravan.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the database takes what is written. Whoever stores says how that went; only after a
 * failure, and only when asked, is something written to find out: a hub that nobody sends to, for
 * it is not ready, would otherwise never learn that there is room again.
 */
public final class Storage {
  private static final Logger LOG = LoggerFactory.getLogger(Storage.class);

  /** A trial costs some milliseconds, and is asked for as often as somebody asks for readiness. */
  private static final Duration BETWEEN_TRIALS = Duration.ofSeconds(5);

  /** Of 550 bytes more than 1.9 kB each: a mebibyte, more than a table grows by at once. */
  private static final String TRIAL =
      "create table caravan_trial_%d as select repeat('x', 1900) as filler from generate_series(1, 550)";

  private final DataSource source;
  private final LongSupplier nanos;
  private volatile @Nullable String trouble;
  private long triedAt;
  private boolean tried;

  /** {@code nanos} is a clock that nobody sets. */
  Storage(DataSource source, LongSupplier nanos) {
    this.source = source;
    this.nanos = nanos;
  }

  /** Something was stored. */
  public void stored() {
    if (trouble != null) {
      LOG.info("The database stores again");
      trouble = null;
    }
  }

  /** Something could not be stored; only what is no row's own fault is held against it. */
  public void refused(SqlState state) {
    if (state.away()) {
      trouble = state.code();
    }
  }

  /**
   * The SQLSTATE for which nothing can be stored; empty where it can, or nobody has failed to. May
   * take as long as a small transaction.
   */
  public Optional<String> trouble() {
    if (trouble == null) {
      return Optional.empty();
    }
    return tryAgain();
  }

  private synchronized Optional<String> tryAgain() {
    if (trouble != null && (!tried || nanos.getAsLong() - triedAt >= BETWEEN_TRIALS.toNanos())) {
      tried = true;
      triedAt = nanos.getAsLong();
      try {
        store();
        stored();
      } catch (SQLException e) {
        trouble = SqlState.of(e).code();
      }
    }
    return Optional.ofNullable(trouble);
  }

  /** A table of its own, so that no room is used again that an earlier trial left behind. */
  private void store() throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        long name = Ids.next().getLeastSignificantBits() >>> 1;
        statement.execute(TRIAL.formatted(name));
        statement.execute("drop table caravan_trial_%d".formatted(name));
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }
}
