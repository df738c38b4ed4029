package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestPostgres;
import dev.caravan.store.Database;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
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
