package dev.caravan.bench;

import dev.caravan.store.Database;
import dev.caravan.store.EmbeddedServer;
import dev.caravan.store.Ids;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * One bare durable INSERT a request: what a plain route of the same server would do. It runs in the
 * hub's process, on the hub's PostgreSQL, with as many connections as the load has.
 */
public final class BareInsert {
  private static final int CONNECTIONS = 32;
  private static @Nullable Database opened;

  /** One for all routes that name this class. */
  private static synchronized Database database() {
    Database known = opened;
    if (known == null) {
      known =
          new Database(
              new EmbeddedServer(Path.of(System.getenv("CARAVAN_HOME"))).start(), CONNECTIONS);
      known
          .jdbi()
          .useHandle(
              h ->
                  h.execute(
                      "create table if not exists bare"
                          + " (id uuid primary key, content text, at timestamptz default now())"));
      opened = known;
    }
    return known;
  }

  /** Inserts the body. */
  public void insert(Exchange exchange) throws SQLException {
    try (Connection connection = database().dataSource().getConnection();
        PreparedStatement statement = prepared(connection)) {
      one(statement, exchange.getMessage().getBody(String.class));
    }
    exchange.getMessage().removeHeaders("*");
  }

  /** Answers 201. */
  public void answer(Exchange exchange) {
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 201);
    exchange.getMessage().setBody("{}");
  }

  /** Inserts as many as the body says in a loop, without any request; answers the nanoseconds. */
  public void loop(Exchange exchange) throws InterruptedException {
    AtomicInteger left =
        new AtomicInteger(Integer.parseInt(exchange.getMessage().getBody(String.class)));
    List<Thread> threads = new ArrayList<>();
    long began = System.nanoTime();
    for (int i = 0; i < CONNECTIONS; i++) {
      Thread thread = new Thread(() -> inserts(left));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setBody(Long.toString(System.nanoTime() - began));
  }

  private void inserts(AtomicInteger left) {
    try (Connection connection = database().dataSource().getConnection();
        PreparedStatement statement = prepared(connection)) {
      while (left.getAndDecrement() > 0) {
        one(statement, "Message of the benchmark");
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PreparedStatement prepared(Connection connection) throws SQLException {
    return connection.prepareStatement("insert into bare (id, content) values (?, ?)");
  }

  private static void one(PreparedStatement statement, String content) throws SQLException {
    statement.setObject(1, Ids.next());
    statement.setString(2, content);
    statement.executeUpdate();
  }
}
