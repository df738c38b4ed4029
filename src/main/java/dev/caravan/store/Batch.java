package dev.caravan.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows for one statement: each column travels as one PostgreSQL array, so that a hundred rows are
 * one round trip. The statement reads them as the sub-query {@link #rows}.
 */
public final class Batch {
  /** What pgjdbc 42.7.8 sends in binary; any other array is a text to be quoted and parsed. */
  private static final Set<String> BINARY = Set.of("int4", "int8", "bool");

  private final List<Column> columns = new ArrayList<>();
  private int rows;

  private record Column(String type, List<@Nullable Object> values) {}

  /** A batch of these columns, each written as its PostgreSQL type and its name. */
  public Batch(String... columns) {
    for (String column : columns) {
      this.columns.add(new Column(column.substring(0, column.indexOf(' ')), new ArrayList<>()));
    }
  }

  /** Adds one row; what is no number and no flag travels as its text, which is exact. */
  public void add(@Nullable Object... values) {
    if (values.length != columns.size()) {
      throw new IllegalArgumentException(
          values.length + " values for " + columns.size() + " columns");
    }
    for (int i = 0; i < values.length; i++) {
      columns.get(i).values().add(values[i]);
    }
    rows++;
  }

  /** How many rows there are. */
  public int size() {
    return rows;
  }

  /**
   * The rows as a sub-query of these columns, each written as its type and its name, in the order
   * in which they were added.
   *
   * <p>By subscripts, for {@code unnest} of many arrays keeps a store of rows for each (PostgreSQL
   * 18, nodeFunctionscan.c), which costs more than the rows themselves. A subscript walks over the
   * texts before it, so a batch is not to have more than a few hundred rows.
   */
  public static String rows(String... columns) {
    StringBuilder sql = new StringBuilder("(select ");
    for (String column : columns) {
      int space = column.indexOf(' ');
      String type = column.substring(0, space);
      String element = BINARY.contains(type) ? "(?::" + type + "[])[i]" : "(?::text[])[i]";
      sql.append(sql.length() > 8 ? ", " : "")
          .append(type.equals("text") || BINARY.contains(type) ? element : element + "::" + type)
          .append(" as")
          .append(column, space, column.length());
    }
    // Of an unknown array PostgreSQL expects ten elements, of an unknown range a thousand rows.
    return sql.append(" from unnest(?::int4[]) as i)").toString();
  }

  /** Binds all of it from parameter {@code first} on; answers the next free parameter. */
  public int bind(Connection connection, PreparedStatement statement, int first)
      throws SQLException {
    int parameter = first;
    for (Column column : columns) {
      statement.setArray(parameter++, array(connection, column));
    }
    Integer[] all = IntStream.rangeClosed(1, rows).boxed().toArray(Integer[]::new);
    statement.setArray(parameter++, connection.createArrayOf("int4", all));
    return parameter;
  }

  /** Texts are sent in binary too, so that is what everything else travels as. */
  private static Array array(Connection connection, Column column) throws SQLException {
    List<@Nullable Object> values = column.values();
    return switch (column.type()) {
      case "int4" -> connection.createArrayOf("int4", values.toArray(Integer[]::new));
      case "int8" -> connection.createArrayOf("int8", values.toArray(Long[]::new));
      case "bool" -> connection.createArrayOf("bool", values.toArray(Boolean[]::new));
      default -> connection.createArrayOf("text", texts(values));
    };
  }

  private static @Nullable String[] texts(List<@Nullable Object> values) {
    @Nullable String[] texts = new String[values.size()];
    for (int i = 0; i < texts.length; i++) {
      Object value = values.get(i);
      texts[i] = value == null ? null : value.toString();
    }
    return texts;
  }
}
