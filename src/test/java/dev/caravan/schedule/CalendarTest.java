package dev.caravan.schedule;

import static dev.caravan.schedule.Planned.BERLIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.schedule.rule.Bounds;
import dev.caravan.schedule.rule.Interval;
import dev.caravan.schedule.rule.Rule;
import dev.caravan.store.Ids;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When a calendar lets a schedule fire. */
class CalendarTest {
  private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
  private static final Set<DayOfWeek> WORKING = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
  private static final Window HOURS =
      new Window(Window.Type.INCLUDE, List.of(), WORKING, LocalTime.of(9, 0), LocalTime.of(17, 0));

  private static Calendar calendar(Calendar.Action action, Window... windows) {
    return new Calendar(
        Ids.next(), "test", List.of(windows), action, null, new Calendar.Life(MONDAY, MONDAY));
  }

  private static Window without(String... dates) {
    return new Window(
        Window.Type.EXCLUDE,
        java.util.Arrays.stream(dates).map(d -> Days.parse(d).orElseThrow()).toList(),
        Set.of(),
        null,
        null);
  }

  private static @Nullable Instant free(Calendar calendar, String at) {
    return calendar.free(Instant.parse(at), BERLIN).orElse(null);
  }

  @Test
  void within_the_hours_every_moment_is_free_and_their_end_is_not() {
    Calendar calendar = calendar(Calendar.Action.SKIP, HOURS);

    assertThat(free(calendar, "2026-03-02T08:00:00Z")).isEqualTo("2026-03-02T08:00:00Z");
    assertThat(free(calendar, "2026-03-02T15:59:59Z")).isEqualTo("2026-03-02T15:59:59Z");
    assertThat(free(calendar, "2026-03-02T16:00:00Z")).isEqualTo("2026-03-03T08:00:00Z");
  }

  @Test
  void over_a_weekend_the_next_free_moment_is_mondays_first_hour_in_the_schedules_zone() {
    assertThat(free(calendar(Calendar.Action.SKIP, HOURS), "2026-03-27T20:00:00Z"))
        // The clocks went forward on Sunday.
        .isEqualTo("2026-03-30T07:00:00Z");
  }

  @Test
  void a_holiday_is_free_of_nothing_even_within_the_hours() {
    Calendar calendar =
        calendar(Calendar.Action.SKIP, HOURS, without("12-25", "12-26", "2026-12-24/2027-01-01"));

    assertThat(free(calendar, "2026-12-24T10:00:00Z")).isEqualTo("2027-01-04T08:00:00Z");
    assertThat(free(calendar, "2028-12-25T10:00:00Z")).isEqualTo("2028-12-27T08:00:00Z");
  }

  @Test
  void hours_that_end_before_they_begin_go_over_midnight() {
    Window night =
        new Window(
            Window.Type.EXCLUDE, List.of(), Set.of(), LocalTime.of(22, 0), LocalTime.of(6, 0));
    Calendar calendar = calendar(Calendar.Action.SKIP, night);

    assertThat(free(calendar, "2026-03-02T22:30:00Z")).isEqualTo("2026-03-03T05:00:00Z");
    assertThat(free(calendar, "2026-03-02T05:00:00Z")).isEqualTo("2026-03-02T05:00:00Z");
  }

  @Test
  void a_day_that_never_comes_is_never_free() {
    Window never =
        new Window(
            Window.Type.INCLUDE,
            List.of(Days.parse("2020-01-01").orElseThrow()),
            Set.of(),
            null,
            null);

    assertThat(free(calendar(Calendar.Action.SKIP, never), "2026-03-02T08:00:00Z")).isNull();
  }

  @Test
  void skip_leaves_out_what_is_not_free() {
    Course course = course(Calendar.Action.SKIP);

    assertThat(course.first(MONDAY, 3))
        .containsExactly(
            Instant.parse("2026-03-02T12:00:00Z"),
            Instant.parse("2026-03-03T12:00:00Z"),
            Instant.parse("2026-03-04T12:00:00Z"));
  }

  @Test
  void move_puts_what_is_not_free_to_the_next_free_moment_and_several_there_are_one() {
    Course course = course(Calendar.Action.MOVE);

    assertThat(course.first(MONDAY.plusSeconds(1), 4))
        .containsExactly(
            Instant.parse("2026-03-02T08:00:00Z"),
            Instant.parse("2026-03-02T12:00:00Z"),
            Instant.parse("2026-03-03T08:00:00Z"),
            Instant.parse("2026-03-03T12:00:00Z"));
  }

  /** Each six hours, of which noon in UTC alone is within the hours. */
  private static Course course(Calendar.Action action) {
    Rule rule = new Interval(Duration.ofHours(6), MONDAY);
    return new Course(rule, BERLIN, Bounds.NONE, calendar(action, HOURS));
  }

  @Test
  void a_rule_that_never_meets_its_calendar_has_no_instant() {
    Rule nights = new Interval(Duration.ofDays(1), MONDAY);

    assertThat(
            new Course(nights, BERLIN, Bounds.NONE, calendar(Calendar.Action.SKIP, HOURS))
                .next(MONDAY))
        .isEmpty();
  }

  @Test
  void dates_that_are_none_are_none() {
    for (String text : List.of("13-01", "2026-02-30", "2026-12-26/2026-12-24", "christmas", "")) {
      assertThat(Days.parse(text)).as(text).isEmpty();
    }
  }
}
