package dev.caravan.schedule;

import dev.caravan.store.Batch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Statements over many rows, within the transaction of a handle. */
final class RowsTable {
  /** Rows of one statement: a subscript walks over the texts before it, see Batch. */
  static final int ROWS = 250;

  private RowsTable() {}

  /** In parts of which each is one statement. */
  static <T> List<List<T>> parts(List<T> all) {
    List<List<T>> parts = new ArrayList<>();
    for (int at = 0; at < all.size(); at += ROWS) {
      parts.add(all.subList(at, Math.min(all.size(), at + ROWS)));
    }
    return parts;
  }

  static void execute(Handle handle, String sql, Batch rows) {
    try (PreparedStatement statement = prepared(handle, sql, rows)) {
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("Rows of schedules could not be written", e);
    }
  }

  /** The first column of what it answers. */
  static List<UUID> ids(Handle handle, String sql, Batch rows) {
    List<UUID> ids = new ArrayList<>();
    try (PreparedStatement statement = prepared(handle, sql, rows);
        ResultSet rs = statement.executeQuery()) {
      while (rs.next()) {
        ids.add(rs.getObject(1, UUID.class));
      }
      return ids;
    } catch (SQLException e) {
      throw new IllegalStateException("Rows of schedules could not be written", e);
    }
  }

  private static PreparedStatement prepared(Handle handle, String sql, Batch rows)
      throws SQLException {
    Connection connection = handle.getConnection();
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      rows.bind(connection, statement, 1);
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }
}
