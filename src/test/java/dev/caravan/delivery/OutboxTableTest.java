package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestPostgres;
import dev.caravan.message.Message;
import dev.caravan.message.Priority;
import dev.caravan.store.Database;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a page of the outbox holds. */
class OutboxTableTest {
  private static final OutboxTable.Stretch ALL = new OutboxTable.Stretch(0, "", 4);

  private static Database database;
  private static OutboxTable outbox;

  @BeforeAll
  static void fill() {
    database = TestPostgres.migrated();
    outbox = new OutboxTable(database.dataSource());
    try (Intake intake =
        new Intake(
            database,
            new IntakeTable("node", "salt"),
            new Earlier(database),
            (rows, alone) -> {})) {
      List<Acceptance> all = new ArrayList<>();
      for (String recipient : List.of("A", "B", "C")) {
        all.add(acceptance(recipient, "now", Priority.CRITICAL));
        all.add(acceptance(recipient, "some time", Priority.LOW));
        all.add(acceptance(recipient, "x".repeat(50_000), Priority.LOW));
        all.add(acceptance(recipient, "last", Priority.LOW));
      }
      intake.storeAll(all);
    }
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void a_whole_stretch_comes_by_urgency_and_recipient_and_within_a_lane_in_its_order()
      throws SQLException {
    OutboxTable.Page page = fetch(ALL, 250, 1_000_000);

    assertThat(page.next()).isNull();
    assertThat(page.lanes())
        .extracting(OutboxTableTest::name)
        .containsExactly("0A", "0B", "0C", "4A", "4B", "4C");
    assertThat(page.lanes().get(3).rows())
        .extracting(row -> row.message().content().text().substring(0, 1))
        .containsExactly("s", "x", "l");
    assertThat(page.lanes()).noneMatch(OutboxTable.LaneRows::full);
  }

  @Test
  void a_stretch_begins_behind_its_recipient_and_ends_with_its_urgency() throws SQLException {
    assertThat(fetch(new OutboxTable.Stretch(0, "A", 3), 250, 1_000_000).lanes())
        .extracting(OutboxTableTest::name)
        .containsExactly("0B", "0C");
    assertThat(fetch(new OutboxTable.Stretch(4, "B", 4), 250, 1_000_000).lanes())
        .extracting(OutboxTableTest::name)
        .containsExactly("4C");
    assertThat(fetch(new OutboxTable.Stretch(1, "", 3), 250, 1_000_000).lanes()).isEmpty();
  }

  @Test
  void a_page_of_as_many_lanes_as_were_asked_for_says_where_it_goes_on() throws SQLException {
    assertThat(fetch(ALL, 2, 1_000_000).next()).isEqualTo(new OutboxTable.Cursor(0, "B"));
  }

  @Test
  void a_page_ends_where_its_texts_weigh_enough_and_its_last_lane_has_more() throws SQLException {
    OutboxTable.Page page = fetch(ALL, 250, 20_000);

    assertThat(page.next()).isEqualTo(new OutboxTable.Cursor(4, "A"));
    OutboxTable.LaneRows last = page.lanes().get(page.lanes().size() - 1);
    assertThat(last.rows()).hasSize(2);
    assertThat(last.full()).isTrue();
  }

  @Test
  void a_page_holds_one_row_at_least() throws SQLException {
    assertThat(fetch(new OutboxTable.Stretch(4, "", 4), 250, 1).lanes())
        .singleElement()
        .satisfies(lane -> assertThat(lane.rows()).hasSize(1));
  }

  private static OutboxTable.Page fetch(OutboxTable.Stretch stretch, int lanes, long weight)
      throws SQLException {
    return outbox.fetch("slack", stretch, new OutboxTable.Portion(lanes, 8, weight));
  }

  private static String name(OutboxTable.LaneRows lane) {
    Queued first = lane.rows().get(0);
    return first.urgency() + first.recipient();
  }

  private static Acceptance acceptance(String recipient, String text, Priority priority) {
    Message message = Rows.message(recipient, text, priority);
    return Rows.acceptance(message, new Acceptance.Keys(null, null, "hash", null));
  }
}
