package dev.caravan.schedule;

import static dev.caravan.schedule.Planned.BEGIN;
import static dev.caravan.schedule.Planned.every;
import static dev.caravan.schedule.Planned.once;
import static dev.caravan.schedule.Planned.tenMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.TestPostgres;
import dev.caravan.message.Refused;
import dev.caravan.schedule.Run.Result;
import dev.caravan.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Schedules fire once each, however many nodes look and whenever one of them ends. */
class ClockworkTest {
  private static Database database;
  private final AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
  private SilentVoice voice;
  private Clockwork clockwork;

  @BeforeAll
  static void open() {
    database = TestPostgres.migrated();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void empty() {
    database
        .jdbi()
        .useHandle(
            h ->
                h.execute(
                    "truncate scheduled_messages, schedule_runs, calendars, proactive_messages, audit_events"));
    voice = new SilentVoice(database);
    clockwork = node("first", voice);
  }

  private Clockwork node(String name, SilentVoice voice) {
    return new Clockwork(new Clockwork.Place(database.jdbi(), name, now::get), voice, voice);
  }

  private static Schedule keep(Planned planned) {
    Schedule schedule = planned.schedule();
    database.jdbi().useTransaction(h -> SchedulesTable.insert(h, List.of(schedule)));
    return schedule;
  }

  private void pass(Duration by) {
    now.updateAndGet(at -> at.plus(by));
  }

  private static Map<String, Long> results() {
    return database
        .jdbi()
        .withHandle(
            h ->
                h.createQuery("select result, count(*) as n from schedule_runs group by 1")
                    .reduceRows(
                        new java.util.TreeMap<String, Long>(),
                        (all, row) -> {
                          all.put(
                              row.getColumn("result", String.class),
                              row.getColumn("n", Long.class));
                          return all;
                        }));
  }

  private static long count(String sql) {
    return database.jdbi().withHandle(h -> h.createQuery(sql).mapTo(Long.class).one());
  }

  private static Schedule read(Schedule schedule) {
    return database
        .jdbi()
        .withHandle(h -> SchedulesTable.byId(h, schedule.id(), false).orElseThrow());
  }

  private static void messages(String status) {
    database
        .jdbi()
        .useHandle(
            h ->
                h.createUpdate("update proactive_messages set status = :s")
                    .bind("s", status)
                    .execute());
  }

  @Test
  void what_is_due_becomes_a_message_under_its_key_and_the_rest_waits() {
    Schedule due = keep(tenMinutes());
    keep(once(BEGIN.plusSeconds(1)));

    Clockwork.Look look = clockwork.look();

    assertThat(look).isEqualTo(new Clockwork.Look(1, 0, 0));
    assertThat(texts("select origin_key from proactive_messages"))
        .containsExactly("schedule:" + due.id() + ":2026-03-02T09:00:00Z");
    assertThat(results()).isEqualTo(Map.of("queued", 1L));
    assertThat(read(due).progress().plannedFor()).isEqualTo(BEGIN.plusSeconds(600));
    assertThat(voice.lateness).containsExactly(Duration.ZERO);
  }

  @Test
  void a_second_look_at_the_same_moment_finds_nothing() {
    keep(tenMinutes());

    clockwork.look();

    assertThat(clockwork.look()).isEqualTo(new Clockwork.Look(0, 0, 0));
  }

  @Test
  void what_is_stored_is_what_is_read() {
    Schedule kept =
        keep(
            tenMinutes()
                .misfire(Misfire.ALL, Duration.ofHours(2))
                .overlap(Overlap.QUEUE)
                .jitter(Duration.ofMillis(1_500))
                .most(7));

    assertThat(read(kept)).isEqualTo(kept);
  }

  @Test
  void ten_thousand_due_at_once_fire_once_each_though_a_node_of_two_ends_half_way() {
    List<Schedule> all = IntStream.range(0, 10_000).mapToObj(i -> once(BEGIN).schedule()).toList();
    database.jdbi().useTransaction(h -> SchedulesTable.insert(h, all));
    SilentVoice dying = new SilentVoice(database);
    dying.breath = 1_500;
    // So that the other has its part to leave behind, however fast this one is.
    voice.patience = dying.silent;
    Clockwork second = node("second", dying);

    CompletableFuture<String> other =
        CompletableFuture.runAsync(second::look).handle((x, e) -> e == null ? "" : "ended");
    clockwork.look();
    assertThat(other.join()).isEqualTo("ended");
    long unsaid = count("select count(*) from schedule_runs where result = 'fired'");
    pass(Clockwork.LEFT_BEHIND.plusSeconds(1));
    clockwork.look();

    assertThat(results()).isEqualTo(Map.of("queued", 10_000L));
    assertThat(count("select count(distinct origin_key) from proactive_messages"))
        .isEqualTo(10_000);
    assertThat(count("select count(*) from proactive_messages")).isEqualTo(10_000);
    assertThat(unsaid).as("left by the one that ended").isPositive();
  }

  @Test
  void what_a_node_took_and_never_said_is_said_by_the_next_and_its_message_known_to_both() {
    List<Schedule> all = IntStream.range(0, 700).mapToObj(i -> once(BEGIN).schedule()).toList();
    database.jdbi().useTransaction(h -> SchedulesTable.insert(h, all));
    SilentVoice dying = new SilentVoice(database);
    dying.breath = 500;
    Clockwork second = node("second", dying);

    assertThatThrownBy(second::look).hasMessageContaining("The hub ended here");
    assertThat(results()).isEqualTo(Map.of("fired", 200L, "queued", 500L));
    pass(Clockwork.LEFT_BEHIND.minusSeconds(1));
    clockwork.look();
    assertThat(results()).as("too early").containsEntry("fired", 200L);
    pass(Duration.ofSeconds(2));
    clockwork.look();

    assertThat(results()).isEqualTo(Map.of("queued", 700L));
    assertThat(count("select count(*) from proactive_messages")).isEqualTo(700);
  }

  @Test
  void what_was_said_but_not_written_down_is_not_said_again() {
    keep(tenMinutes());
    clockwork.look();
    database
        .jdbi()
        .useHandle(h -> h.execute("update schedule_runs set result = 'fired', message_id = null"));
    pass(Clockwork.LEFT_BEHIND.plusSeconds(1));

    clockwork.look();

    assertThat(voice.asked).hasValue(1);
    assertThat(results()).isEqualTo(Map.of("queued", 1L));
    assertThat(count("select count(*) from schedule_runs where message_id is not null")).isOne();
  }

  @Test
  void what_was_left_behind_for_longer_than_its_window_is_missed() {
    keep(tenMinutes().most(1));
    SilentVoice dying = new SilentVoice(database);
    dying.breath = 0;
    assertThatThrownBy(node("second", dying)::look).isInstanceOf(RuntimeException.class);
    pass(Duration.ofMinutes(16));

    clockwork.look();

    assertThat(results()).isEqualTo(Map.of("missed", 1L));
    assertThat(voice.count(Result.MISSED)).isOne();
    assertThat(count("select count(*) from proactive_messages")).isZero();
  }

  @Test
  void a_firing_of_a_schedule_that_is_gone_is_skipped() {
    Schedule schedule = keep(tenMinutes());
    SilentVoice dying = new SilentVoice(database);
    dying.breath = 0;
    assertThatThrownBy(node("second", dying)::look).isInstanceOf(RuntimeException.class);
    database.jdbi().useHandle(h -> SchedulesTable.delete(h, schedule.id()));
    pass(Clockwork.LEFT_BEHIND.plusSeconds(1));

    clockwork.look();

    assertThat(results()).isEqualTo(Map.of("skipped", 1L));
    assertThat(count("select count(*) from schedule_runs where reason = 'schedule_gone'")).isOne();
  }

  @Test
  void what_can_never_be_said_has_failed_with_the_fault() {
    keep(tenMinutes());
    voice.refuse();

    clockwork.look();

    assertThat(results()).isEqualTo(Map.of("failed", 1L));
    assertThat(count("select count(*) from schedule_runs where reason = 'recipient_form'")).isOne();
  }

  @Test
  void while_the_door_is_away_a_firing_waits_and_is_tried_again() {
    keep(tenMinutes());
    voice.instead = new Voice.Said.Away(new IllegalStateException("Away"));
    clockwork.look();
    assertThat(results()).isEqualTo(Map.of("fired", 1L));
    voice.instead = null;
    pass(Clockwork.LEFT_BEHIND.plusSeconds(1));

    clockwork.look();

    assertThat(results()).isEqualTo(Map.of("queued", 1L));
  }

  @Test
  void what_was_slept_over_is_told_by_a_row_the_meter_and_an_event() {
    Schedule schedule = keep(tenMinutes());
    pass(Duration.ofMinutes(21).plusSeconds(30));

    Clockwork.Look look = clockwork.look();

    assertThat(look).isEqualTo(new Clockwork.Look(1, 2, 0));
    assertThat(results()).isEqualTo(Map.of("missed", 2L, "queued", 1L));
    assertThat(voice.count(Result.MISSED)).isEqualTo(2);
    assertThat(
            count(
                "select (detail ->> 'count')::bigint from audit_events where verb = 'schedule.missed'"
                    + " and subject = 'schedule:"
                    + schedule.id()
                    + "'"))
        .isEqualTo(2);
  }

  @Test
  void a_queued_firing_goes_once_the_one_before_is_sent() {
    keep(every(Duration.ofSeconds(30)).overlap(Overlap.QUEUE));
    clockwork.look();
    pass(Duration.ofSeconds(30));
    clockwork.look();
    assertThat(results()).isEqualTo(Map.of("queued", 1L, "waiting", 1L));
    pass(Duration.ofSeconds(2));
    clockwork.look();
    assertThat(results()).as("the message is not sent").containsEntry("waiting", 1L);
    messages("sent");
    pass(Duration.ofSeconds(2));

    clockwork.look();

    assertThat(results()).isEqualTo(Map.of("queued", 2L));
    assertThat(count("select count(*) from proactive_messages")).isEqualTo(2);
  }

  @Test
  void with_skip_a_firing_is_left_out_while_the_one_before_is_not_sent() {
    keep(every(Duration.ofSeconds(30)).overlap(Overlap.SKIP));
    clockwork.look();
    pass(Duration.ofSeconds(30));
    clockwork.look();
    assertThat(results()).isEqualTo(Map.of("queued", 1L, "skipped", 1L));
    messages("sent");
    pass(Duration.ofSeconds(30));

    clockwork.look();

    assertThat(results()).isEqualTo(Map.of("queued", 2L, "skipped", 1L));
    assertThat(voice.count(Result.SKIPPED)).isOne();
  }

  @Test
  void a_firing_that_somebody_asks_for_is_beside_the_times() {
    Schedule schedule = keep(tenMinutes());
    pass(Duration.ofMinutes(-5));

    Clockwork.Fired fired = clockwork.now(schedule.id(), "somebody");

    assertThat(fired.said()).isInstanceOf(Voice.Said.Queued.class);
    assertThat(read(schedule).progress()).isEqualTo(schedule.progress());
    assertThat(count("select count(*) from schedule_runs where manual and result = 'queued'"))
        .isOne();
    assertThatThrownBy(() -> clockwork.now(UUID.randomUUID(), "somebody"))
        .isInstanceOf(Refused.class);
  }

  @Test
  void once_closed_it_takes_nothing_more() {
    keep(tenMinutes());
    clockwork.close();

    assertThat(clockwork.look()).isEqualTo(new Clockwork.Look(0, 0, 0));
    assertThat(results()).isEmpty();
  }

  @Test
  void what_is_long_over_is_forgotten_and_what_is_not_stays() {
    keep(once(BEGIN));
    keep(tenMinutes());
    clockwork.look();

    assertThat(clockwork.forget(BEGIN, 500)).isZero();
    assertThat(clockwork.forget(BEGIN.plusSeconds(1), 500)).isEqualTo(3);
    assertThat(count("select count(*) from scheduled_messages")).isOne();
  }

  @Test
  void the_claim_reads_the_front_of_one_index_and_the_sweep_what_is_open() {
    database
        .jdbi()
        .useHandle(
            h -> {
              Schedule kept = keep(tenMinutes());
              h.execute(
                  "insert into scheduled_messages select r.* from scheduled_messages s,"
                      + " generate_series(1, 20000) i, jsonb_populate_record(s, jsonb_build_object("
                      + "'id', gen_random_uuid(), 'next_run', s.next_run + i * interval '1 minute',"
                      + " 'active', i % 2 = 0)) r");
              h.execute(
                  "insert into schedule_runs (schedule_id, fire_at, agent_id, due_at, fired_at, result, node, taken_at)"
                      + " select ?, now() - i * interval '1 minute', ?, now(), now(), 'queued', 'n', now()"
                      + " from generate_series(1, 20000) i",
                  kept.id(),
                  kept.id());
              h.execute("analyze scheduled_messages, schedule_runs");
            });

    assertThat(
            plan(
                "select * from scheduled_messages where active and next_run <= '2026-03-02T09:00:00Z'"
                    + " order by next_run limit 500 for update skip locked"))
        .contains("idx_scheduled_messages_next_run")
        .doesNotContain("Sort");
    assertThat(
            plan(
                "select schedule_id, fire_at from schedule_runs where result = 'fired'"
                    + " and taken_at < now() order by taken_at limit 500 for update skip locked"))
        .contains("schedule_runs_open");
    assertThat(
            plan(
                "select * from schedule_runs where result = 'waiting' order by schedule_id, fire_at limit 500"))
        .contains("schedule_runs_waiting");
  }

  private static String plan(String sql) {
    return String.join("\n", texts("explain " + sql));
  }

  private static List<String> texts(String sql) {
    return database.jdbi().withHandle(h -> h.createQuery(sql).mapTo(String.class).list());
  }
}
