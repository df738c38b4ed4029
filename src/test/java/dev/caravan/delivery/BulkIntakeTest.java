package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.Crowd;
import dev.caravan.TestPostgres;
import dev.caravan.store.Database;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many messages are one transaction, and none of them stands in another's way. */
class BulkIntakeTest {
  private static final List<Queued> HANDED_OVER = Collections.synchronizedList(new ArrayList<>());
  private static Database database;
  private static Intake intake;
  private static BulkIntake bulk;

  @BeforeAll
  static void open() {
    database = TestPostgres.migrated();
    IntakeTable table = new IntakeTable("node", "salt");
    MessagesTable messages = new MessagesTable(database.jdbi());
    Intake.Handover handover = (rows, alone) -> HANDED_OVER.addAll(rows);
    intake = new Intake(database, table, messages, handover);
    bulk = new BulkIntake(database, table, messages, intake, handover);
  }

  @AfterAll
  static void close() {
    intake.close();
    database.close();
  }

  @Test
  void a_row_that_postgres_refuses_fails_alone_and_the_rest_is_one_transaction() {
    List<Acceptance> batch = batch(600, 300);

    List<Stored> stored = bulk.store(batch);

    assertThat(stored.get(300)).isInstanceOf(Stored.Unstorable.class);
    assertThat(stored).filteredOn(s -> s instanceof Stored.Fresh).hasSize(599);
    // A message's subtransaction has an xid of its own; the trail has the transaction's.
    int transactions =
        database
            .jdbi()
            .withHandle(
                h ->
                    h.createQuery(
                            "select count(distinct xid) from audit_events where subject = any(:ids)")
                        .bindArray("ids", String.class, subjects(batch))
                        .mapTo(Integer.class)
                        .one());
    assertThat(transactions).isEqualTo(1);
  }

  @Test
  void they_are_handed_over_in_their_order_once_all_are_stored() {
    HANDED_OVER.clear();

    bulk.store(batch(700, -1));

    assertThat(HANDED_OVER)
        .extracting(q -> q.message().content().text())
        .containsExactlyElementsOf(IntStream.range(0, 700).mapToObj(i -> "n" + i).toList());
    assertThat(HANDED_OVER).extracting(Queued::seq).isSorted();
  }

  @Test
  void crowds_with_the_same_keys_in_opposite_orders_make_each_message_once() {
    List<List<Stored>> stored =
        Crowd.of(
            6,
            i -> {
              List<Acceptance> batch =
                  new ArrayList<>(
                      IntStream.range(0, 600)
                          .mapToObj(n -> Rows.acceptance("same", "crowd" + n))
                          .toList());
              if (i % 2 == 0) {
                Collections.reverse(batch);
              }
              return bulk.store(batch);
            });

    List<Stored> all = stored.stream().flatMap(List::stream).toList();
    assertThat(all).filteredOn(s -> s instanceof Stored.Fresh).hasSize(600);
    assertThat(all).filteredOn(s -> s instanceof Stored.Repeated).hasSize(5 * 600);
  }

  @Test
  void where_the_database_is_away_nothing_is_stored_and_each_is_told() {
    Database closed = TestPostgres.migrated();
    IntakeTable table = new IntakeTable("node", "salt");
    MessagesTable messages = new MessagesTable(closed.jdbi());
    BulkIntake away = new BulkIntake(closed, table, messages, intake, (rows, alone) -> {});
    closed.close();

    List<Stored> stored = away.store(batch(3, -1));

    assertThat(stored).hasSize(3).allMatch(s -> s instanceof Stored.Unavailable);
  }

  @Test
  void none_is_none() {
    assertThat(bulk.store(List.of())).isEmpty();
  }

  private static List<Acceptance> batch(int size, int poisoned) {
    return IntStream.range(0, size)
        .mapToObj(i -> Rows.acceptance(i == poisoned ? "poisoned \0" : "n" + i, null))
        .toList();
  }

  private static Object[] subjects(List<Acceptance> batch) {
    return batch.stream()
        .map(a -> a.message().id())
        .map(UUID::toString)
        .map(i -> "message:" + i)
        .toArray();
  }
}
