package dev.caravan;

import dev.caravan.store.Access;
import dev.caravan.store.Migrations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** One real PostgreSQL for the JVM of the tests; a fresh database for whoever asks. */
public final class TestPostgres {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final EmbeddedPostgres SERVER = start();

  private TestPostgres() {}

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder()
          .setOverrideWorkingDirectory(Path.of("target", "test-postgres").toFile())
          .setServerConfig("max_connections", "300")
          // A test that leans on the session's zone must fail.
          .setServerConfig("timezone", "America/Los_Angeles")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An empty database. */
  public static Access empty() {
    String name = "test_" + COUNT.incrementAndGet();
    try (Connection connection = SERVER.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return new Access(
        "jdbc:postgresql://localhost:" + SERVER.getPort() + "/" + name, "postgres", "postgres");
  }

  /** A database with the hub's tables. */
  public static dev.caravan.store.Database migrated() {
    dev.caravan.store.Database database = new dev.caravan.store.Database(empty(), 10);
    Migrations.run(database.dataSource());
    return database;
  }
}
