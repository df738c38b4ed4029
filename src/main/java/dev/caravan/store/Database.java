package dev.caravan.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** The hub's database: a pool, and Jdbi over it. */
public final class Database implements AutoCloseable {
  private final Access access;
  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final Storage storage;

  /** Opens a pool of at most {@code size} connections; migrates nothing. */
  public Database(Access access, int size) {
    this.access = access;
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(access.url());
    config.setUsername(access.user());
    config.setPassword(access.password());
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(2);
    config.setPoolName("caravan");
    // Callers wait at most 5 s for a commit; the wait for a connection must end before that.
    config.setConnectionTimeout(3_000);
    config.setValidationTimeout(1_500);
    config.setInitializationFailTimeout(10_000);
    config.addDataSourceProperty("ApplicationName", "caravan");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    // A backend that stopped answering must not hold a thread for ever.
    config.addDataSourceProperty("socketTimeout", "30");
    config.addDataSourceProperty("connectTimeout", "3");
    // A node that is frozen within a transaction must not keep its rows locked for the others.
    config.setConnectionInitSql("set idle_in_transaction_session_timeout = '5s'");
    this.pool = new HikariDataSource(config);
    this.jdbi = Jdbi.create(pool).registerArgument(new UuidArguments());
    this.storage = new Storage(pool, System::nanoTime);
  }

  /** How this database is reached, for the session that holds the locks. */
  public Access access() {
    return access;
  }

  public DataSource dataSource() {
    return pool;
  }

  public Jdbi jdbi() {
    return jdbi;
  }

  /** Whether the database takes what is written. */
  public Storage storage() {
    return storage;
  }

  /** Whether the database answers within {@code wait}. */
  public boolean answers(Duration wait) {
    try (Connection connection = pool.getConnection()) {
      return connection.isValid((int) Math.max(1, wait.toSeconds()));
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
