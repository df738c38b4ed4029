package dev.caravan.bench;

import dev.caravan.store.Database;
import dev.caravan.store.Ids;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** One bare durable INSERT a request: what a plain route of the same server would do. */
public final class BareInsert {
  private static @Nullable Database database;

  static void use(Database opened) {
    database = opened;
  }

  /** Inserts the body, and answers 201. */
  public void insert(Exchange exchange) throws SQLException {
    Database own = database;
    if (own == null) {
      throw new IllegalStateException("No database");
    }
    try (Connection connection = own.dataSource().getConnection();
        PreparedStatement statement =
            connection.prepareStatement("insert into bare (id, content) values (?, ?)")) {
      statement.setObject(1, Ids.next());
      statement.setString(2, exchange.getMessage().getBody(String.class));
      statement.executeUpdate();
    }
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 201);
    exchange.getMessage().setBody("{}");
  }
}
