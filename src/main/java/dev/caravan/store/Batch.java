package dev.caravan.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows for one statement: each column travels as one PostgreSQL array, so that a thousand rows are
 * one round trip. The statement reads them by {@code unnest(?::uuid[], ?::text[], …)}.
 */
public final class Batch {
  private final List<Column> columns = new ArrayList<>();
  private int rows;

  private record Column(String type, List<@Nullable Object> values) {}

  /** A batch of these PostgreSQL types, in the order of the statement's parameters. */
  public Batch(String... types) {
    for (String type : types) {
      columns.add(new Column(type, new ArrayList<>()));
    }
  }

  /** Adds one row; instants become text that PostgreSQL reads exactly. */
  public void add(@Nullable Object... values) {
    if (values.length != columns.size()) {
      throw new IllegalArgumentException(
          values.length + " values for " + columns.size() + " columns");
    }
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      columns.get(i).values().add(value instanceof Instant instant ? instant.toString() : value);
    }
    rows++;
  }

  /** How many rows there are. */
  public int size() {
    return rows;
  }

  /** The {@code unnest(…)} expression of the statement. */
  public static String unnest(String... types) {
    StringBuilder sql = new StringBuilder("unnest(");
    for (String type : types) {
      sql.append(sql.length() > 7 ? ", " : "").append("?::").append(type).append("[]");
    }
    return sql.append(')').toString();
  }

  /** Binds every column from parameter {@code first} on; answers the next free parameter. */
  public int bind(Connection connection, PreparedStatement statement, int first)
      throws SQLException {
    int parameter = first;
    for (Column column : columns) {
      Array array = connection.createArrayOf(column.type(), column.values().toArray());
      statement.setArray(parameter++, array);
    }
    return parameter;
  }
}
