package dev.caravan.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.MovedClock;
import dev.caravan.TestPostgres;
import dev.caravan.store.Database;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who paused a connection decides who lets it go on. */
class PausesTableTest {
  private static final MovedClock CLOCK = new MovedClock();
  private static Database database;
  private static PausesTable pauses;

  @BeforeAll
  static void open() {
    database = TestPostgres.migrated();
    pauses = new PausesTable(database.jdbi(), CLOCK);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void anotherCredentialEndsTheHubsPause() {
    pauses.credentialRefused("changed", "invalid_auth", CLOCK.instant());
    assertThat(pauses.pausedByHub().get("changed"))
        .contains("refused the credential", "invalid_auth");

    assertThat(pauses.credentialChanged("changed")).isTrue();

    assertThat(pauses.of("changed")).isEmpty();
    assertThat(pauses.pausedByHub()).doesNotContainKey("changed");
  }

  /** Its answer may come after the credential was changed; nobody would lift that pause. */
  @Test
  void aRefusalOfTheOldCredentialPausesNothingAnyMore() {
    Instant begun = CLOCK.instant();
    CLOCK.forward(Duration.ofSeconds(1));
    pauses.credentialChanged("late");

    pauses.credentialRefused("late", "invalid_auth", begun);
    assertThat(pauses.of("late")).isEmpty();

    pauses.credentialRefused("late", "invalid_auth", CLOCK.instant());
    assertThat(pauses.of("late")).isPresent();
  }

  @Test
  void aHumansPauseTakesThePlaceOfTheHubsAndStays() {
    pauses.credentialRefused("human", "invalid_auth", CLOCK.instant());
    pauses.pause("human", "key:mira", "It is being moved.");

    assertThat(pauses.credentialChanged("human")).isFalse();

    assertThat(pauses.of("human"))
        .hasValue(new PausesTable.Pause("key:mira", "It is being moved."));
  }

  @Test
  void neitherTheHubNorAnotherHumanTakesThePlaceOfAHumansPause() {
    pauses.pause("first", "key:mira", "It is being moved.");
    pauses.credentialRefused("first", "invalid_auth", CLOCK.instant());
    pauses.pause("first", "key:otto", "Me too.");

    assertThat(pauses.of("first"))
        .hasValue(new PausesTable.Pause("key:mira", "It is being moved."));
  }

  /** What another node wrote a moment ago is not known here yet. */
  @Test
  void aPauseOfAnotherNodeIsEndedToo() {
    new PausesTable(database.jdbi(), CLOCK)
        .credentialRefused("elsewhere", "invalid_auth", CLOCK.instant());

    assertThat(pauses.credentialChanged("elsewhere")).isTrue();
  }
}
