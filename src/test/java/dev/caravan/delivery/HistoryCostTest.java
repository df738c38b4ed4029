package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.Cost;
import dev.caravan.TestPostgres;
import dev.caravan.delivery.MessagesTable.Filter;
import dev.caravan.message.StoredMessage;
import dev.caravan.store.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is rare is found among the many without a look at all of them. */
class HistoryCostTest {
  private static final int MANY = 20_000;

  /** Pages of the database: that of the messages alone has some thousands. */
  private static final long LITTLE = 150;

  private static final int FARTHEST = 1_000;
  private static Database database;
  private static MessagesTable messages;

  @BeforeAll
  static void open() {
    database = TestPostgres.migrated();
    messages = new MessagesTable(database.jdbi(), FARTHEST);
    try (Intake intake =
        new Intake(
            database,
            new IntakeTable("node", "salt"),
            new Earlier(database),
            (rows, alone) -> {})) {
      intake.store(Rows.acceptance("first", null));
    }
    execute("delete from outbox");
    // The oldest 5 are what is looked for; ids and times rise together.
    execute(
        ("insert into proactive_messages select r.* from proactive_messages p, generate_series(1, %d) n,"
                + " jsonb_populate_record(p, jsonb_build_object("
                + "'id', lpad(to_hex(n), 8, '0') || '-0000-7000-8000-000000000000', 'status', 'sent', 'queued', false,"
                + " 'monitored', n <= 5, 'connection', case when n <= 5 then 'rare' else 'slack' end,"
                + " 'labels', case when n <= 5 then '{\"incident\": \"4711\"}'::jsonb"
                + " when n %% 2 = 0 then '{\"team\": \"red\"}'::jsonb else '{}'::jsonb end,"
                + " 'created_at', p.created_at + n * interval '1 s', 'updated_at', p.created_at + n * interval '1 s')) r"
                + " where p.content = 'first'")
            .formatted(MANY));
    execute("delete from proactive_messages where id > '00010000-0000-7000-8000-000000000000'");
    database.jdbi().useHandle(h -> h.execute("vacuum analyze"));
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void what_a_human_is_to_watch_is_found_by_its_index() {
    Filter watched = new Filter(null, null, null, true, null, span(null, null, null));

    assertThat(cost(watched)).isLessThan(LITTLE);
    assertThat(messages.newest(watched).items()).hasSize(5);
    assertThat(messages.newest(watched).next()).isNull();
  }

  @Test
  void a_rare_label_is_found_by_its_index_by_name_and_by_value() {
    for (Filter.Label label :
        List.of(new Filter.Label("incident", null), new Filter.Label("incident", "4711"))) {
      Filter labelled = new Filter(null, null, label, null, null, span(null, null, null));

      assertThat(cost(labelled)).as(label.toString()).isLessThan(LITTLE);
      assertThat(messages.newest(labelled).items()).hasSize(5);
    }
  }

  @Test
  void what_is_frequent_ends_as_soon_as_the_page_is_full() {
    Filter.Label red = new Filter.Label("team", "red");
    for (Filter frequent :
        List.of(
            new Filter(null, null, red, null, null, span(null, null, null)),
            new Filter(null, null, null, false, null, span(null, null, null)),
            by("slack", null, null, null))) {
      assertThat(cost(frequent)).isLessThan(LITTLE);
      assertThat(messages.newest(frequent).items()).hasSize(100);
    }
  }

  @Test
  void for_a_rare_connection_a_page_looks_so_far_and_the_next_goes_on() {
    assertThat(cost(by("rare", null, null, null))).isLessThan(LITTLE + FARTHEST);

    List<StoredMessage> found = new ArrayList<>();
    int pages = 0;
    UUID beyond = null;
    do {
      MessagesTable.Page page = messages.newest(by("rare", null, null, beyond));
      found.addAll(page.items());
      beyond = page.next();
      pages++;
    } while (beyond != null);

    assertThat(found).hasSize(5);
    assertThat(pages).isEqualTo(MANY / FARTHEST + 1);
    assertThat(messages.oldest(by("rare", null, null, null)).items()).hasSize(5);
  }

  @Test
  void a_span_long_ago_is_looked_for_by_its_times_page_by_page() {
    Instant from = Rows.NOW.plusSeconds(1_000);
    Instant to = Rows.NOW.plusSeconds(1_250);
    Filter span = new Filter(null, null, null, null, null, span(from, to, null));

    assertThat(cost(span)).isLessThan(LITTLE);
    List<UUID> ids = new ArrayList<>();
    MessagesTable.Page page = messages.newest(span);
    while (page.next() != null) {
      page.items().forEach(m -> ids.add(m.message().id()));
      page = messages.newest(new Filter(null, null, null, null, null, span(from, to, page.next())));
    }
    page.items().forEach(m -> ids.add(m.message().id()));

    assertThat(ids).hasSize(250).doesNotHaveDuplicates();
    assertThat(ids).isSortedAccordingTo((a, b) -> b.toString().compareTo(a.toString()));
    assertThat(messages.newest(by("rare", from, to, null)).next()).isNull();
  }

  private static Filter by(
      String connection, @Nullable Instant from, @Nullable Instant to, @Nullable UUID beyond) {
    return new Filter(
        new Filter.Who(null, null, null, connection, null),
        null,
        null,
        null,
        null,
        span(from, to, beyond));
  }

  private static Filter.Span span(
      @Nullable Instant from, @Nullable Instant to, @Nullable UUID beyond) {
    return new Filter.Span(from, to, beyond, 100);
  }

  private static long cost(Filter filter) {
    Listing.Asked page = new Listing(filter, /* newestFirst= */ true, FARTHEST).page();
    return Cost.of(database, page.sql(), query -> query.bindMap(page.binds()));
  }

  private static void execute(String sql) {
    database.jdbi().useHandle(h -> h.execute(sql));
  }
}
