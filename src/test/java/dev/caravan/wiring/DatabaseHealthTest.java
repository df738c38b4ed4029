package dev.caravan.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestPostgres;
import dev.caravan.store.Database;
import dev.caravan.store.SqlState;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ready is a hub that can store what it is sent. */
class DatabaseHealthTest {
  private final Database database = TestPostgres.migrated();
  private final AtomicBoolean draining = new AtomicBoolean();
  private final DatabaseHealth health = new DatabaseHealth(database, draining::get);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_hub_is_ready_until_it_drains() {
    assertThat(asked().getState()).isEqualTo(State.UP);
    draining.set(true);
    assertThat(asked().getState()).isEqualTo(State.DOWN);
  }

  @Test
  void it_is_not_while_its_database_answers_and_stores_nothing() {
    database
        .jdbi()
        .useHandle(
            h -> {
              h.execute(
                  "create function full_disk() returns event_trigger language plpgsql as"
                      + " $$ begin raise 'No space left on device' using errcode = '53100'; end $$");
              h.execute(
                  "create event trigger full_disk on ddl_command_start execute function full_disk()");
            });
    database.storage().refused(new SqlState("53100"));

    HealthCheck.Result told = asked();

    assertThat(told.getState()).isEqualTo(State.DOWN);
    assertThat(told.getMessage()).contains("The database stores nothing (53100)");
    database.storage().stored();
    assertThat(asked().getState()).isEqualTo(State.UP);
  }

  @Test
  void one_failure_that_is_over_by_then_leaves_it_ready() {
    database.storage().refused(new SqlState("08006"));

    assertThat(asked().getState()).isEqualTo(State.UP);
  }

  private HealthCheck.Result asked() {
    return health.call(Map.of());
  }
}
