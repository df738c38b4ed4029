package dev.caravan.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows travel as one array a column, and arrive as they were. */
class BatchTest {
  private static final String[] COLUMNS = {"int4 a", "text b", "timestamptz c"};

  @Test
  void everyRowArrivesInItsOrderWithNullsQuotesAndInstantsAsTheyWere() throws SQLException {
    Batch batch = new Batch(COLUMNS);
    Instant at = Instant.parse("2026-03-29T01:30:00.123456Z");
    batch.add(1, "plain", at);
    batch.add(2, null, null);
    batch.add(3, "{\"a\": \"b, c\\\\\"} NULL ü 😀", null);

    assertThat(batch.size()).isEqualTo(3);
    assertThat(read(batch))
        .containsExactly(
            "1 plain " + at.toEpochMilli(),
            "2 null null",
            "3 {\"a\": \"b, c\\\\\"} NULL ü 😀 null");
  }

  @Test
  void aRowOfAnotherWidthIsRefused() {
    assertThatThrownBy(() -> new Batch(COLUMNS).add(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 values for 3 columns");
  }

  private static List<String> read(Batch batch) throws SQLException {
    Access access = TestPostgres.empty();
    List<String> rows = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(access.url(), access.user(), access.password());
        PreparedStatement statement =
            connection.prepareStatement(
                "select a, b, (extract(epoch from c) * 1000)::bigint from "
                    + Batch.rows(COLUMNS)
                    + " as t")) {
      assertThat(batch.bind(connection, statement, 1)).isEqualTo(5);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          rows.add(rs.getInt(1) + " " + rs.getString(2) + " " + rs.getString(3));
        }
      }
    }
    return rows;
  }
}
