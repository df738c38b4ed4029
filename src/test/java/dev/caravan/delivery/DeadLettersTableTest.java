package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.Cost;
import dev.caravan.TestPostgres;
import dev.caravan.message.StoredMessage;
import dev.caravan.store.Database;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The list of dead letters costs what is on it. */
class DeadLettersTableTest {
  private static final DeadLettersTable.Filter ALL =
      new DeadLettersTable.Filter(null, null, null, null, null, null);
  private static Database database;
  private static DeadLettersTable table;

  @BeforeAll
  static void open() {
    database = TestPostgres.migrated();
    table = new DeadLettersTable(database.jdbi());
    IntakeTable intake = new IntakeTable("node", "salt");
    Intake.Handover nobody = (rows, alone) -> {};
    try (Intake front = new Intake(database, intake, new Earlier(database), nobody)) {
      front.store(Rows.acceptance("first", null));
    }
    copies("failed", "null", 300);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  /**
   * Pages of the database that are looked at, and not moments: these are the same on any machine.
   */
  @Test
  void its_cost_grows_neither_with_the_history_nor_with_what_was_dealt_with() {
    long list = pages("select id from (%s) x", "desc");
    long counts = pages("select count(*) from (%s) x", "asc");

    copies("sent", "null", 20_000);
    copies("dead", "now()", 20_000);
    database.jdbi().useHandle(h -> h.execute("vacuum analyze proactive_messages"));

    assertThat(pages("select id from (%s) x", "desc")).isLessThanOrEqualTo(list + 20);
    assertThat(pages("select count(*) from (%s) x", "asc")).isLessThanOrEqualTo(counts + 20);
    List<StoredMessage> found = table.newest(ALL, null, 500);
    assertThat(found).hasSize(300);
    assertThat(table.counts(ALL))
        .singleElement()
        .satisfies(c -> assertThat(c.count()).isEqualTo(300));
    assertThat(table.oldest(ALL, 10)).hasSize(10);
  }

  private static void copies(String status, String dealtWith, int count) {
    database
        .jdbi()
        .useHandle(
            h -> {
              h.createUpdate(
                      ("insert into proactive_messages select r.* from proactive_messages p,"
                              + " generate_series(1, :count) n, jsonb_populate_record(p, jsonb_build_object("
                              + "'id', gen_random_uuid(), 'status', :status, 'queued', false, 'dealt_with_at', %s,"
                              + " 'updated_at', p.updated_at + n * interval '1 ms')) r"
                              + " where p.id = (select id from proactive_messages where content = 'first' limit 1)")
                          .formatted(dealtWith))
                  .bind("status", status)
                  .bind("count", count)
                  .execute();
              h.execute("analyze proactive_messages");
            });
  }

  private static long pages(String around, String order) {
    String sql =
        around.formatted(
            "select p.id from proactive_messages p where "
                + ReplayStatements.OPEN
                + " and p.tenant = 'default' order by p.updated_at "
                + order
                + ", p.id "
                + order
                + " limit 300");
    return Cost.of(database, sql, query -> {});
  }

  /** Only for readers: an id that is nobody's has no act. */
  @Test
  void nothing_was_done_about_a_message_that_is_none() {
    assertThat(table.act(new UUID(0, 0))).isEmpty();
  }
}
