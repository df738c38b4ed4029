package dev.caravan.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.Cost;
import dev.caravan.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What was done seldom is found in the trail without reading all of it. */
class AuditLogTest {
  /** Pages of the database: the trail here has some hundreds. */
  private static final long LITTLE = 30;

  private static Database database;
  private static AuditLog trail;

  @BeforeAll
  static void open() {
    database = TestPostgres.migrated();
    trail = new AuditLog(database.jdbi());
    execute(
        "insert into audit_events (at, subject, verb, actor) select now(), 'message:' || n,"
            + " case when n <= 5 then 'stop.created' when n % 2 = 0 then 'message.approved' else 'message.sent' end,"
            + " 'tests' from generate_series(1, 20000) n");
    database.jdbi().useHandle(h -> h.execute("vacuum analyze audit_events"));
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void a_rare_act_is_found_by_its_index_and_a_frequent_one_without() {
    for (String verb : new String[] {"stop.created", "stop.lifted", "message.sent"}) {
      assertThat(cost(verb)).as(verb).isLessThan(LITTLE);
    }
    assertThat(trail.newest(by("stop.created"), Long.MAX_VALUE, 100)).hasSize(5);
    assertThat(trail.newest(by("message.sent"), Long.MAX_VALUE, 100)).hasSize(100);
    assertThat(trail.newest(by("stop.lifted"), Long.MAX_VALUE, 100)).isEmpty();
  }

  private static AuditLog.Filter by(String verb) {
    return new AuditLog.Filter(null, null, verb, null, null);
  }

  private static long cost(String verb) {
    return Cost.of(
        database,
        AuditLog.newest(by(verb)),
        query -> query.bindMethods(by(verb)).bind("before", Long.MAX_VALUE).bind("limit", 100));
  }

  private static void execute(String sql) {
    database.jdbi().useHandle(h -> h.execute(sql));
  }
}
