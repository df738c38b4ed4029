package dev.caravan.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestPostgres;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether there is room is asked of the database only after it had none. */
class StorageTest {
  private static final SqlState FULL = new SqlState("53100");

  private final Database database = TestPostgres.migrated();
  private final AtomicLong nanos = new AtomicLong();
  private final Storage storage = new Storage(database.dataSource(), nanos::get);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void nothing_is_tried_while_nothing_has_failed() {
    long before = transaction();

    assertThat(storage.trouble()).isEmpty();
    storage.stored();
    assertThat(storage.trouble()).isEmpty();

    assertThat(transaction()).isEqualTo(before + 1);
  }

  @Test
  void a_full_disk_is_told_and_tried_again_every_five_seconds_until_there_is_room() {
    fill();
    storage.refused(FULL);

    assertThat(storage.trouble()).contains("53100");
    makeRoom();
    assertThat(storage.trouble()).as("not tried again at once").contains("53100");
    nanos.addAndGet(Duration.ofSeconds(5).toNanos());

    assertThat(storage.trouble()).isEmpty();
    assertThat(storage.trouble()).isEmpty();
  }

  @Test
  void what_was_stored_ends_it_without_a_trial() {
    fill();
    storage.refused(FULL);
    assertThat(storage.trouble()).isPresent();

    storage.stored();

    assertThat(storage.trouble()).isEmpty();
  }

  @Test
  void a_row_that_is_refused_for_what_it_holds_is_no_trouble() {
    fill();

    storage.refused(new SqlState("22021"));
    storage.refused(new SqlState("23505"));
    storage.refused(new SqlState("40P01"));

    assertThat(storage.trouble()).isEmpty();
  }

  @Test
  void a_trial_leaves_nothing_behind() {
    storage.refused(FULL);

    assertThat(storage.trouble()).isEmpty();

    assertThat(number("select count(*) from pg_class where relname like 'caravan_trial%'"))
        .isZero();
  }

  /** No table can be made: what a trial comes to where there is no room. */
  private void fill() {
    execute(
        "create function full_disk() returns event_trigger language plpgsql as"
            + " $$ begin raise 'No space left on device' using errcode = '53100'; end $$");
    execute(
        "create event trigger full_disk on ddl_command_start when tag in ('CREATE TABLE AS')"
            + " execute function full_disk()");
  }

  private void makeRoom() {
    execute("drop event trigger full_disk");
  }

  private void execute(String sql) {
    database.jdbi().useHandle(h -> h.execute(sql));
  }

  /** The number of the transaction that asks: the last one's, and one more. */
  private long transaction() {
    return number("select pg_current_xact_id()::text::bigint");
  }

  private long number(String sql) {
    return database.jdbi().withHandle(h -> h.createQuery(sql).mapTo(Long.class).one());
  }
}
