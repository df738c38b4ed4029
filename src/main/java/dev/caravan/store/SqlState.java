package dev.caravan.store;

import java.sql.SQLException;

/**
 * What PostgreSQL calls a failure (PostgreSQL 18, appendix A).
 *
 * @param code five characters; {@code 08000}, a lost connection, where it called it nothing
 */
public record SqlState(String code) {
  private static final String LOST = "08000";

  /** What is behind a failure. */
  public static SqlState of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return new SqlState(sql.getSQLState());
      }
    }
    return new SqlState(LOST);
  }

  /** Whether the transaction was chosen to give way to another one, and may be run again. */
  public boolean victim() {
    return code.equals("40P01") || code.equals("40001");
  }

  /** Whether a row is refused for what it holds: by itself it would be refused again. */
  public boolean rowsOwn() {
    // Data exceptions, broken constraints and exceeded limits alone; a read-only server, as after a
    // failover, or a full disk are not the row's fault.
    return code.startsWith("22") || code.startsWith("23") || code.startsWith("54");
  }

  /** Whether it is the database that cannot store, now. */
  public boolean away() {
    return !victim() && !rowsOwn();
  }

  @Override
  public String toString() {
    return code;
  }
}
