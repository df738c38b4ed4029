package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.Crowd;
import dev.caravan.TestPostgres;
import dev.caravan.store.AuditLog;
import dev.caravan.store.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many callers share a commit, and none of them pays for another. */
class IntakeTest {
  private static Database database;
  private static Intake intake;
  private static final List<Queued> HANDED_OVER = Collections.synchronizedList(new ArrayList<>());

  @BeforeAll
  static void open() {
    database = TestPostgres.migrated();
    intake =
        new Intake(
            database,
            new IntakeTable("node", "salt"),
            new Earlier(database),
            (rows, alone) -> HANDED_OVER.addAll(rows));
  }

  @AfterAll
  static void close() {
    intake.close();
    database.close();
  }

  @Test
  void aRowThatPostgresRefusesFailsAloneInAFullBatch() {
    List<Acceptance> batch =
        IntStream.range(0, 500)
            .mapToObj(i -> Rows.acceptance(i == 250 ? "poisoned \0" : "n" + i, null))
            .toList();

    List<Stored> stored = intake.storeAll(batch);

    assertThat(stored.get(250)).isInstanceOf(Stored.Unstorable.class);
    assertThat(stored).filteredOn(s -> s instanceof Stored.Fresh).hasSize(499);
    List<UUID> ids = batch.stream().map(a -> a.message().id()).toList();
    assertThat(new MessagesTable(database.jdbi()).byIds(ids)).hasSize(499);
  }

  @Test
  void twinsInOneBatchAreOneMessage() {
    List<Stored> stored =
        intake.storeAll(
            IntStream.range(0, 100).mapToObj(i -> Rows.acceptance("same", "twin")).toList());

    assertThat(stored).filteredOn(s -> s instanceof Stored.Fresh).hasSize(1);
    assertThat(stored).filteredOn(s -> s instanceof Stored.Repeated).hasSize(99);
  }

  @Test
  void aRepeatUnderAnotherDedupKeyLeavesThatKeyFree() {
    List<Stored> stored =
        intake.storeAll(
            List.of(
                Rows.acceptance("once", "repeat", "first"),
                Rows.acceptance("once", "repeat", "second")));
    Stored later = intake.store(Rows.acceptance("once", "repeat", "third"));

    assertThat(stored).filteredOn(s -> s instanceof Stored.Fresh).hasSize(1);
    assertThat(stored).filteredOn(s -> s instanceof Stored.Repeated).hasSize(1);
    assertThat(later).isInstanceOf(Stored.Repeated.class);
    List<Stored> under =
        Stream.of("first", "second", "third")
            .map(key -> intake.store(Rows.acceptance("other", null, key)))
            .toList();
    assertThat(under).filteredOn(s -> s instanceof Stored.Swallowed).hasSize(1);
    assertThat(under).filteredOn(s -> s instanceof Stored.Fresh).hasSize(2);
  }

  @Test
  void aDedupKeyIsFreeAgainAfterTheWindowOfWhoeverUsedItFirst() {
    Acceptance first = Rows.acceptance("91 %", null, "windowed");
    intake.store(first);

    Stored within =
        intake.store(Rows.after(Duration.ofMinutes(59), Rows.acceptance("92 %", null, "windowed")));
    Stored after =
        intake.store(Rows.after(Duration.ofMinutes(60), Rows.acceptance("93 %", null, "windowed")));
    Stored swallowedByThat =
        intake.store(Rows.after(Duration.ofMinutes(61), Rows.acceptance("94 %", null, "windowed")));

    assertThat(((Stored.Swallowed) within).first().message().id()).isEqualTo(first.message().id());
    assertThat(after).isInstanceOf(Stored.Fresh.class);
    assertThat(((Stored.Swallowed) swallowedByThat).first().message().content().text())
        .isEqualTo("93 %");
  }

  @Test
  void fiftyCallersWithOneDedupKeyAtOnceMakeOneMessageOnWhicheverNode() {
    try (Intake other =
        new Intake(
            database,
            new IntakeTable("other", "salt"),
            new Earlier(database),
            (rows, alone) -> {})) {
      List<Stored> stored =
          Crowd.of(
              50,
              i -> (i % 2 == 0 ? intake : other).store(Rows.acceptance("n" + i, null, "crowd")));

      assertThat(stored).filteredOn(s -> s instanceof Stored.Fresh).hasSize(1);
      assertThat(stored.stream().map(IntakeTest::id).distinct()).hasSize(1);
    }
  }

  @Test
  void aKeyIsFreeOnceItsMessageIsForgottenThoughItsWindowIsNotOver() {
    Acceptance first = Rows.acceptance("short-lived", null, "forgotten");
    intake.store(first);
    execute("delete from outbox where id = '" + first.message().id() + "'");
    execute(
        "update proactive_messages set status = 'sent', queued = false where id = '"
            + first.message().id()
            + "'");
    InstantSource soon = () -> Rows.NOW.plus(Duration.ofMinutes(30));
    Retention.Periods periods = new Retention.Periods(Duration.ofMinutes(10), Duration.ofDays(400));

    new Retention(database.jdbi(), new AuditLog(database.jdbi()), periods, soon).sweep();

    assertThat(intake.store(Rows.acceptance("next", null, "forgotten")))
        .isInstanceOf(Stored.Fresh.class);
  }

  private static UUID id(Stored stored) {
    return stored instanceof Stored.Fresh fresh
        ? fresh.message().message().id()
        : ((Stored.Swallowed) stored).first().message().id();
  }

  @Test
  void whileTheDiskIsFullItSaysSoUntilSomethingIsStoredAgain() {
    execute(
        "create function full_disk() returns trigger language plpgsql as"
            + " $$ begin raise 'No space left on device' using errcode = '53100'; end $$");
    execute(
        "create trigger full_disk before insert on proactive_messages execute function full_disk()");
    execute(
        "create function no_table() returns event_trigger language plpgsql as"
            + " $$ begin raise 'No space left on device' using errcode = '53100'; end $$");
    execute("create event trigger no_table on ddl_command_start execute function no_table()");

    Stored refused = intake.store(Rows.acceptance("no room", null));

    assertThat(refused).isInstanceOf(Stored.Unavailable.class);
    assertThat(database.storage().trouble()).contains("53100");
    execute("drop event trigger no_table");
    execute("drop trigger full_disk on proactive_messages");
    intake.store(Rows.acceptance("room", null));
    assertThat(database.storage().trouble()).isEmpty();
  }

  private static void execute(String sql) {
    database.jdbi().useHandle(h -> h.execute(sql));
  }

  @Test
  void twoNodesThatStoreOneKeyAtOnceLeaveNoDedupKeyBehind() {
    try (Intake other =
        new Intake(
            database,
            new IntakeTable("other", "salt"),
            new Earlier(database),
            (rows, alone) -> {})) {
      for (int round = 0; round < 20; round++) {
        String key = "race-" + round;
        Crowd.of(
            8, i -> (i % 2 == 0 ? intake : other).store(Rows.acceptance("x", key, key + "-" + i)));
      }
    }
    int orphans =
        database
            .jdbi()
            .withHandle(
                h ->
                    h.createQuery(
                            "select count(*) from dedup d where not exists"
                                + " (select 1 from proactive_messages p where p.id = d.message_id)")
                        .mapTo(Integer.class)
                        .one());
    assertThat(orphans).isZero();
  }

  @Test
  void whatIsStoredIsHandedOverInTheOrderOfItsSeq() {
    HANDED_OVER.clear();

    for (int i = 0; i < 20; i++) {
      intake.store(Rows.acceptance("n" + i, null));
    }

    assertThat(HANDED_OVER)
        .extracting(q -> q.message().content().text())
        .containsExactlyElementsOf(IntStream.range(0, 20).mapToObj(i -> "n" + i).toList());
    assertThat(HANDED_OVER).extracting(Queued::seq).isSorted();
  }

  @Test
  void afterItsEndEveryoneIsToldThatTheHubIsStopping() {
    Intake closed =
        new Intake(
            database, new IntakeTable("node", "salt"), new Earlier(database), (rows, alone) -> {});
    closed.close();

    assertThat(closed.store(Rows.acceptance("late", null)))
        .isEqualTo(new Stored.Unavailable("The hub is stopping."));
  }
}
