package dev.caravan.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestPostgres;
import dev.caravan.agent.Agents;
import dev.caravan.store.Database;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** Which agents a home begins with. */
class FirstAgentsTest {

  @Test
  void agents_to_try_are_made_only_where_nothing_they_say_leaves_the_hub() {
    try (Database database = TestPostgres.migrated()) {
      Agents agents = new Agents(database.jdbi(), InstantSource.system());

      FirstAgents.make(agents, false);
      assertThat(agents.names()).containsExactly("hub");
    }
    try (Database database = TestPostgres.migrated()) {
      Agents agents = new Agents(database.jdbi(), InstantSource.system());

      FirstAgents.make(agents, true);
      assertThat(agents.names())
          .containsExactlyInAnyOrder("student", "intern", "supervised", "autonomous", "hub");
    }
  }
}
