package dev.caravan.store;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings a database to the schema of this version; does nothing where it is there already. */
public final class Migrations {
  private Migrations() {}

  /** Migrates; two hubs that start at once wait for each other. */
  public static void run(DataSource dataSource) {
    Flyway.configure()
        .dataSource(dataSource)
        .locations("classpath:db/migration")
        // A session lock survives statements that cannot run in a transaction, and its holder's
        // death.
        .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
        .load()
        .migrate();
  }
}
