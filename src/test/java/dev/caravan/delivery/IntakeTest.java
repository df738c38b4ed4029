package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.Crowd;
import dev.caravan.TestPostgres;
import dev.caravan.store.Database;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
            new MessagesTable(database.jdbi()),
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
    List<java.util.UUID> ids = batch.stream().map(a -> a.message().id()).toList();
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
  void twoNodesThatStoreOneKeyAtOnceLeaveNoDedupKeyBehind() {
    try (Intake other =
        new Intake(
            database,
            new IntakeTable("other", "salt"),
            new MessagesTable(database.jdbi()),
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
            database,
            new IntakeTable("node", "salt"),
            new MessagesTable(database.jdbi()),
            (rows, alone) -> {});
    closed.close();

    assertThat(closed.store(Rows.acceptance("late", null)))
        .isEqualTo(new Stored.Unavailable("The hub is stopping."));
  }
}
