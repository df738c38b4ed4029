package dev.caravan.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestPostgres;
import dev.caravan.message.Maturity;
import dev.caravan.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What one node changes, the others learn. */
class AgentsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static Database database;

  @BeforeAll
  static void open() {
    database = TestPostgres.migrated();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void a_change_is_learnt_from_a_node_whose_clock_is_an_hour_behind() {
    Agents here = agents(NOW);
    Agents behind = agents(NOW.minus(Duration.ofHours(1)));
    make(here, "first");
    here.refresh();
    behind.refresh();

    Agent made = make(behind, "second");
    Agent first = behind.find("first").orElseThrow();
    behind.change(first.id(), AgentsTest::demoted, null, "tests");
    here.refresh();

    assertThat(here.find("second")).contains(made);
    assertThat(here.find("first").orElseThrow().maturity()).isEqualTo(Maturity.STUDENT);
  }

  @Test
  void a_change_that_commits_late_is_not_missed() {
    Agents here = agents(NOW);
    Agents there = agents(NOW);
    Agent late = make(there, "late");
    here.refresh();
    try (Handle handle = database.jdbi().open()) {
      handle.begin();
      handle.execute(
          "update agents set maturity = ?, version = version + 1, changed = pg_current_xact_id()"
              + " where id = ?",
          Maturity.INTERN.word(),
          late.id());
      make(there, "meanwhile");
      here.refresh();
      assertThat(here.find("meanwhile")).isPresent();
      handle.commit();
    }

    here.refresh();
    assertThat(here.find("late").orElseThrow().maturity()).isEqualTo(Maturity.INTERN);
  }

  private static Agent demoted(Agent agent) {
    return new Agent(
        agent.id(), agent.name(), Maturity.STUDENT, agent.profile(), agent.grants(), agent.life());
  }

  private static Agent make(Agents agents, String name) {
    Agent.Profile profile = new Agent.Profile(null, List.of(), 5, null);
    return agents.create(name, Maturity.AUTONOMOUS, profile, List.of(), "tests");
  }

  private static Agents agents(Instant now) {
    return new Agents(database.jdbi(), InstantSource.fixed(now));
  }
}
