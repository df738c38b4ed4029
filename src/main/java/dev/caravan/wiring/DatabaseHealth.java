package dev.caravan.wiring;

import dev.caravan.store.Database;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Ready means: the database answers, the last thing that was to be stored could be, and the hub is
 * not draining. A platform never makes it unready.
 */
final class DatabaseHealth extends AbstractHealthCheck {
  private final Database database;
  private final BooleanSupplier draining;

  DatabaseHealth(Database database, BooleanSupplier draining) {
    super("caravan", "hub");
    this.database = database;
    this.draining = draining;
  }

  @Override
  public boolean isLiveness() {
    return false;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    if (draining.getAsBoolean()) {
      builder.message("The hub is draining").down();
    } else if (!database.answers(Duration.ofSeconds(2))) {
      builder.message("The database does not answer").down();
    } else {
      database
          .storage()
          .trouble()
          .ifPresentOrElse(
              state -> builder.message("The database stores nothing (" + state + ")").down(),
              builder::up);
    }
  }
}
