package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.Cost;
import dev.caravan.TestPostgres;
import dev.caravan.message.StoredMessage;
import dev.caravan.message.WaitingFor;
import dev.caravan.store.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Why the messages of a page wait is one question, however many they are. */
class PageOfWaitsTest {
  private static Database database;
  private static QueuesTable queues;
  private static List<StoredMessage> page;

  @BeforeAll
  static void open() {
    database = TestPostgres.migrated();
    queues = new QueuesTable(database.jdbi());
    List<Unit> batch = new ArrayList<>();
    IntStream.range(0, 100).forEach(i -> batch.add(new Unit.Lone(Rows.acceptance("n" + i, null))));
    List<Stored> stored =
        new BulkIntake(
                database,
                new IntakeTable("node", "salt"),
                new Earlier(database),
                (rows, alone) -> {})
            .store(batch);
    page = stored.stream().map(s -> ((Stored.Fresh) s).message()).toList();
    execute(
        "insert into connection_owners (connection, node, epoch, backend, acquired_at, beat_at)"
            + " values ('slack', 'node', 1, 1, now(), now() + interval '1 day')");
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void a_page_is_asked_about_once_and_each_is_told_its_own_reason() {
    AtomicInteger asked = new AtomicInteger();
    database
        .jdbi()
        .setSqlLogger(
            new SqlLogger() {
              @Override
              public void logAfterExecution(StatementContext context) {
                asked.incrementAndGet();
              }
            });

    Map<UUID, Wait> waits =
        new Waits(
                queues,
                (connection, platform) -> Optional.empty(),
                () -> Rows.NOW,
                lane -> Optional.of(new Left(0, 0, null)))
            .of(page);

    assertThat(asked).hasValue(1);
    assertThat(page.stream().map(m -> waits.get(m.message().id())).map(Wait::waitingFor))
        .startsWith(WaitingFor.RATE_LIMIT)
        .endsWith(WaitingFor.LANE)
        .filteredOn(WaitingFor.LANE::equals)
        .hasSize(99);
  }

  /** Pages of the database that are looked at, and not moments: these are the same anywhere. */
  @Test
  void what_it_costs_does_not_grow_with_what_waits_before_them() {
    long before = cost();
    execute(
        "insert into outbox (id, connection, recipient_id, urgency)"
            + " select gen_random_uuid(), 'slack', 'C' || n % 100, n % 5 from generate_series(1, 20000) n");
    execute(
        "insert into outbox (id, connection, recipient_id, urgency)"
            + " select gen_random_uuid(), 'slack', 'C0ROWS', 4 from generate_series(1, 20000) n");
    database.jdbi().useHandle(h -> h.execute("vacuum analyze outbox"));

    // An index of 40,000 is a step deeper; to read it through for each would be 30,000 pages.
    assertThat(cost()).isLessThan(before + 1_500);
  }

  private static long cost() {
    Object[] ids = page.stream().map(m -> m.message().id()).toArray();
    return Cost.of(database, QueuesTable.PLACES, q -> q.bindArray("ids", UUID.class, ids));
  }

  private static void execute(String sql) {
    database.jdbi().useHandle(h -> h.execute(sql));
  }
}
