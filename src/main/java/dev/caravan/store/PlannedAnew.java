package dev.caravan.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.postgresql.PGStatement;

/**
 * Has a query planned for its values each time. A plan that was made once for any value, or while a
 * table was empty, walks through everything for what is rare, and by an index through everything
 * for what is not.
 */
public final class PlannedAnew implements StatementCustomizer {
  @Override
  public void beforeExecution(PreparedStatement statement, StatementContext context)
      throws SQLException {
    statement.unwrap(PGStatement.class).setPrepareThreshold(0);
  }
}
