package dev.caravan.schedule;

import static dev.caravan.schedule.Planned.BEGIN;
import static dev.caravan.schedule.Planned.every;
import static dev.caravan.schedule.Planned.once;
import static dev.caravan.schedule.Planned.tenMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.schedule.Run.Result;
import dev.caravan.schedule.Schedule.Standing;
import dev.caravan.schedule.Turn.Before;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a schedule that is due, on time, late or after a sleep. */
class TurnTest {
  /** The hub sleeps from before the first of three instants to half a minute after the third. */
  private static final Instant AWAKE = BEGIN.plus(Duration.ofMinutes(20)).plusSeconds(90);

  private static Turn turn(Schedule schedule, Instant now, Before before) {
    return Turn.of(schedule, Course.of(schedule.timing(), null), now, before);
  }

  private static Turn turn(Schedule schedule, Instant now) {
    return turn(schedule, now, Before.NOTHING);
  }

  private static List<Result> results(Turn turn) {
    return turn.runs().stream().map(r -> r.ending().result()).toList();
  }

  @Test
  void what_is_due_fires_and_the_next_instant_is_the_rules_next() {
    Turn turn = turn(tenMinutes().schedule(), BEGIN.plusMillis(200));

    assertThat(results(turn)).containsExactly(Result.FIRED);
    assertThat(turn.progress().plannedFor()).isEqualTo(BEGIN.plus(Duration.ofMinutes(10)));
    assertThat(turn.progress().runs()).isEqualTo(1);
    assertThat(turn.progress().lastRun()).isEqualTo(BEGIN);
  }

  @Test
  void what_is_late_by_less_than_a_minute_is_not_missed_whatever_its_policy() {
    for (Misfire misfire : Misfire.values()) {
      Schedule busy =
          every(Duration.ofSeconds(10)).misfire(misfire, Duration.ofMinutes(15)).schedule();

      assertThat(results(turn(busy, BEGIN.plusSeconds(30))))
          .containsExactly(Result.FIRED, Result.FIRED, Result.FIRED, Result.FIRED);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SKIP, 1d, MISSED MISSED MISSED",
    "ONCE, 1d, MISSED MISSED FIRED",
    "ALL, 1d, FIRED FIRED FIRED",
    "ALL, 15m, MISSED FIRED FIRED",
    "ONCE, 15m, MISSED MISSED FIRED",
    "SKIP, 15m, MISSED MISSED MISSED",
    "ONCE, 1m, MISSED MISSED MISSED"
  })
  void after_a_sleep_over_three_firings_the_policy_says_which_are_made_up_for(
      Misfire misfire, String catchup, String expected) {
    Duration window = dev.caravan.message.Durations.parse(catchup).orElseThrow();

    Turn turn = turn(tenMinutes().misfire(misfire, window).schedule(), AWAKE);

    assertThat(results(turn).stream().map(Enum::name)).containsExactly(expected.split(" "));
    assertThat(turn.progress().plannedFor()).isEqualTo(BEGIN.plus(Duration.ofMinutes(30)));
    assertThat(turn.runs())
        .filteredOn(r -> r.stands(Result.MISSED))
        .allSatisfy(r -> assertThat(r.ending().detail()).contains("missed by"));
  }

  @ParameterizedTest
  @CsvSource({"ONCE, FIRED", "ALL, FIRED", "SKIP, MISSED"})
  void a_single_instant_that_was_slept_over_follows_its_policy_and_is_over(
      Misfire misfire, Result expected) {
    Schedule schedule = once(BEGIN).misfire(misfire, Duration.ofMinutes(15)).schedule();

    Turn turn = turn(schedule, BEGIN.plus(Duration.ofMinutes(5)));

    assertThat(results(turn)).containsExactly(expected);
    assertThat(turn.progress().standing()).isEqualTo(Standing.COMPLETED);
  }

  @Test
  void after_a_year_of_each_second_a_thousand_are_told_and_the_others_in_one_sentence() {
    Schedule schedule = every(Duration.ofSeconds(1)).schedule();
    Instant now = BEGIN.plus(Duration.ofDays(365));

    Turn turn = turn(schedule, now);

    assertThat(turn.runs()).hasSize(Turn.MOST).allMatch(r -> r.stands(Result.MISSED));
    assertThat(turn.runs().get(Turn.MOST - 1).ending().detail()).contains("every other between");
    assertThat(turn.progress().plannedFor()).isEqualTo(now.minus(Duration.ofMinutes(15)));
  }

  @Test
  void an_instant_that_is_finer_than_a_row_keeps_it_fires_once() {
    Instant fine = BEGIN.plusNanos(1_234_567);
    Schedule schedule = once(fine).schedule();

    assertThat(schedule.progress().plannedFor()).isEqualTo(BEGIN.plusNanos(1_234_000));
    Turn turn = turn(schedule, fine);
    assertThat(results(turn)).containsExactly(Result.FIRED);
    assertThat(turn.progress().standing()).isEqualTo(Standing.COMPLETED);
  }

  @Test
  void the_last_of_its_runs_ends_it() {
    Schedule schedule = every(Duration.ofSeconds(10)).most(2).schedule();

    Turn turn = turn(schedule, BEGIN.plusSeconds(35));

    assertThat(results(turn)).containsExactly(Result.FIRED, Result.FIRED);
    assertThat(turn.progress().standing()).isEqualTo(Standing.COMPLETED);
    assertThat(turn.progress().nextRun()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "ALLOW, true, 0, FIRED",
    "SKIP, true, 0, SKIPPED",
    "SKIP, false, 0, FIRED",
    "QUEUE, true, 0, WAITING",
    "QUEUE, true, 9, WAITING",
    "QUEUE, true, 10, SKIPPED",
    "QUEUE, false, 1, WAITING",
    "QUEUE, false, 0, FIRED"
  })
  void a_firing_meets_the_one_before_as_overlap_says(
      Overlap overlap, boolean underWay, int waiting, Result expected) {
    Schedule schedule = tenMinutes().overlap(overlap).schedule();

    Turn turn = turn(schedule, BEGIN, new Before(underWay, waiting));

    assertThat(results(turn)).containsExactly(expected);
  }

  @Test
  void two_of_one_turn_overlap_too() {
    Schedule schedule = every(Duration.ofSeconds(10)).overlap(Overlap.QUEUE).schedule();

    assertThat(results(turn(schedule, BEGIN.plusSeconds(15))))
        .containsExactly(Result.FIRED, Result.WAITING);
  }

  @Test
  void jitter_is_within_its_bound_the_same_at_each_look_and_another_for_each_firing() {
    Duration most = Duration.ofMinutes(5);
    Schedule schedule = tenMinutes().jitter(most).schedule();
    Instant due = java.util.Objects.requireNonNull(schedule.progress().nextRun());

    assertThat(due).isBetween(BEGIN, BEGIN.plus(most));
    assertThat(Course.due(schedule.id(), BEGIN, most)).isEqualTo(due);
    assertThat(
            java.util.stream.IntStream.range(0, 50)
                .mapToObj(i -> BEGIN.plusSeconds(600L * i))
                .map(at -> Duration.between(at, Course.due(schedule.id(), at, most)))
                .distinct())
        .hasSizeGreaterThan(40);
    assertThat(results(turn(schedule, due.minusMillis(1)))).isEmpty();
    assertThat(results(turn(schedule, due))).containsExactly(Result.FIRED);
    assertThat(turn(schedule, due).runs().get(0).key().fireAt()).isEqualTo(BEGIN);
  }
}
