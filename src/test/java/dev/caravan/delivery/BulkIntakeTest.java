package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.Crowd;
import dev.caravan.TestPostgres;
import dev.caravan.store.AuditLog.Act;
import dev.caravan.store.Database;
import dev.caravan.store.Ids;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many units are one transaction, each is stored whole, and none stands in another's way. */
class BulkIntakeTest {
  private static final List<Queued> HANDED_OVER = Collections.synchronizedList(new ArrayList<>());
  private static final String MESSAGES = "proactive_messages where id";
  private static Database database;
  private static BulkIntake bulk;

  @BeforeAll
  static void open() {
    database = TestPostgres.migrated();
    bulk = on(database);
  }

  private static BulkIntake on(Database there) {
    return new BulkIntake(
        there,
        new IntakeTable("node", "salt"),
        new Earlier(there),
        (rows, alone) -> HANDED_OVER.addAll(rows));
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void a_row_that_postgres_refuses_fails_alone_and_the_rest_is_one_transaction() {
    List<Unit.Lone> batch = lone(600, 300);

    List<Stored> stored = bulk.store(batch);

    assertThat(stored.get(300)).isInstanceOf(Stored.Unstorable.class);
    assertThat(stored).filteredOn(s -> s instanceof Stored.Fresh).hasSize(599);
    assertThat(transactions(batch)).isEqualTo(1);
  }

  @Test
  void a_group_is_stored_whole_or_not_at_all_and_its_neighbours_do_not_mind() {
    Unit.Group sound = group(600, -1, null);
    Unit.Group sick = group(300, 299, null);
    List<Unit> all = List.of(lone("before"), sick, lone("between"), sound, lone("behind"));

    List<Stored> stored = bulk.store(all);

    assertThat(stored)
        .extracting(s -> s.getClass().getSimpleName())
        .containsExactly("Fresh", "Unstorable", "Fresh", "Whole", "Fresh");
    assertThat(((Stored.Whole) stored.get(3)).messages()).hasSize(600);
    assertThat(count(MESSAGES, ids(sick))).isZero();
    for (String there :
        List.of(
            "batches where id",
            "audit_events where verb = 'message.denied' and correlation_id::uuid")) {
      assertThat(count(there, sick.batch().id())).as(there).isZero();
      assertThat(count(there, sound.batch().id())).as(there).isEqualTo(1);
    }
    assertThat(transactions(List.of(all.get(0), sound, all.get(4)))).isEqualTo(1);
  }

  @Test
  void they_are_handed_over_in_their_order_once_all_are_stored() {
    HANDED_OVER.clear();

    bulk.store(lone(700, -1));

    assertThat(HANDED_OVER)
        .extracting(q -> q.message().content().text())
        .containsExactlyElementsOf(IntStream.range(0, 700).mapToObj(i -> "n" + i).toList());
    assertThat(HANDED_OVER).extracting(Queued::seq).isSorted();
  }

  @Test
  void of_two_with_one_dedup_key_the_first_swallows_the_second_group_or_not() {
    Unit.Lone lone = new Unit.Lone(Rows.acceptance("lone", null, "lone-first"));
    Unit.Group swallowed = group(3, -1, "lone-first");
    Unit.Group group = group(3, -1, "group-first");
    Unit.Group again = group(2, -1, "group-first");
    Unit.Lone late = new Unit.Lone(Rows.acceptance("late", null, "group-first"));

    List<Stored> stored = bulk.store(List.of(lone, swallowed, group, again, late));

    assertThat(stored.get(0)).isInstanceOf(Stored.Fresh.class);
    assertThat(((Stored.Swallowed) stored.get(1)).first().message())
        .isEqualTo(lone.message().message());
    Stored.Whole whole = (Stored.Whole) stored.get(2);
    assertThat(whole.how()).isEqualTo(Stored.How.FRESH);
    // Its members have one key between them, and do not swallow each other.
    assertThat(whole.messages()).hasSize(3);
    assertThat(((Stored.Whole) stored.get(3)).how()).isEqualTo(Stored.How.SWALLOWED);
    assertThat(((Stored.Whole) stored.get(3)).messages().keySet())
        .isEqualTo(whole.messages().keySet());
    assertThat(((Stored.Swallowed) stored.get(4)).first().message().id())
        .isEqualTo(group.first().message().id());
    assertThat(count(MESSAGES, ids(swallowed))).isZero();
    assertThat(count(MESSAGES, ids(again))).isZero();
  }

  @Test
  void a_group_that_is_a_repeat_leaves_its_other_key_free() {
    bulk.store(List.of(keyed(group(2, -1, null), "repeated-group")));

    List<Stored> stored =
        bulk.store(
            List.of(
                keyed(group(2, -1, "freed"), "repeated-group"),
                new Unit.Lone(Rows.acceptance("x", null, "freed"))));

    assertThat(((Stored.Whole) stored.get(0)).how()).isEqualTo(Stored.How.REPEATED);
    assertThat(stored.get(1)).isInstanceOf(Stored.Fresh.class);
  }

  @Test
  void crowds_with_the_same_keys_in_opposite_orders_make_each_message_once() {
    List<List<Stored>> stored =
        Crowd.of(
            6,
            i -> {
              List<Unit> batch = new ArrayList<>();
              for (int n = 0; n < 600; n++) {
                batch.add(
                    n % 200 == 100
                        ? keyed(group(3, -1, null), "crowd" + n)
                        : new Unit.Lone(
                            n % 2 == 0
                                ? Rows.acceptance("same", "crowd" + n)
                                : Rows.acceptance("same", null, "crowd" + n)));
              }
              if (i % 2 == 0) {
                Collections.reverse(batch);
              }
              return bulk.store(batch);
            });

    List<Stored> all = stored.stream().flatMap(List::stream).toList();
    assertThat(all).filteredOn(BulkIntakeTest::fresh).hasSize(600);
    assertThat(all).filteredOn(s -> s instanceof Stored.Swallowed).hasSize(5 * 300);
    assertThat(all).filteredOn(s -> s instanceof Stored.Unavailable).isEmpty();
  }

  @Test
  void where_the_database_is_away_nothing_is_stored_and_each_is_told() {
    Database closed = TestPostgres.migrated();
    BulkIntake away = on(closed);
    closed.close();

    List<Stored> stored = away.store(List.of(lone("one"), group(2, -1, null), lone("two")));

    assertThat(stored).hasSize(3).allMatch(s -> s instanceof Stored.Unavailable);
  }

  @Test
  void none_is_none() {
    assertThat(bulk.store(List.of())).isEmpty();
  }

  private static boolean fresh(Stored stored) {
    return stored instanceof Stored.Fresh
        || (stored instanceof Stored.Whole whole && whole.how() == Stored.How.FRESH);
  }

  private static Unit.Lone lone(String text) {
    return new Unit.Lone(Rows.acceptance(text, null));
  }

  private static List<Unit.Lone> lone(int size, int poisoned) {
    return IntStream.range(0, size)
        .mapToObj(i -> lone(i == poisoned ? "poisoned \0" : "n" + i))
        .toList();
  }

  /** A message to so many people, one of whom was denied. */
  private static Unit.Group group(int size, int poisoned, @Nullable String dedup) {
    List<Acceptance> members = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String text = i == poisoned ? "poisoned \0" : "member " + i;
      members.add(Rows.acceptance(text, null, i == 0 ? dedup : null));
    }
    List<Batch.Item> items =
        members.stream().map(m -> Batch.Item.stored("someone", m.message().id())).toList();
    UUID id = Ids.next();
    List<Acceptance> within = members.stream().map(m -> Rows.within(m, id)).toList();
    Act denied = new Act("agent:tester", "message.denied", "tests", null, id.toString(), Map.of());
    return new Unit.Group(new Batch(id, "group", items), within, List.of(denied));
  }

  private static Unit.Group keyed(Unit.Group group, String key) {
    List<Acceptance> members = new ArrayList<>(group.messages());
    members.set(0, Rows.keyed(members.get(0), key));
    return new Unit.Group(group.batch(), members, group.acts());
  }

  private static UUID[] ids(Unit unit) {
    return unit.messages().stream().map(a -> a.message().id()).toArray(UUID[]::new);
  }

  private static int count(String column, UUID... ids) {
    return database
        .jdbi()
        .withHandle(
            h ->
                h.createQuery("select count(*) from " + column + " = any(:ids)")
                    .bindArray("ids", UUID.class, (Object[]) ids)
                    .mapTo(Integer.class)
                    .one());
  }

  /** A subtransaction has an xid of its own; the trail has the transaction's. */
  private static int transactions(List<? extends Unit> units) {
    Object[] subjects =
        units.stream()
            .flatMap(u -> u.messages().stream())
            .map(a -> "message:" + a.message().id())
            .toArray();
    return database
        .jdbi()
        .withHandle(
            h ->
                h.createQuery(
                        "select count(distinct xid) from audit_events where subject = any(:ids)")
                    .bindArray("ids", String.class, subjects)
                    .mapTo(Integer.class)
                    .one());
  }
}
