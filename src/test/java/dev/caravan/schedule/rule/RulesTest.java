package dev.caravan.schedule.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
  private static final String NOON = "2026-11-20T12:00:00Z";

  /** From Friday, 20 November 2026, at noon. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "weeks every=2 on=tue from=2026-11-23 at=09:00 | 2026-11-24 2026-12-08 2026-12-22",
        "weeks every=2 on=mon,thu from=2026-11-16 at=09:00 | 2026-11-30 2026-12-03 2026-12-14",
        "weeks every=3 on=sun from=2027-01-04 at=09:00 | 2027-01-10 2027-01-31",
        "days every=3 from=2026-11-19 at=09:00 | 2026-11-22 2026-11-25 2026-11-28",
        "days every=30 from=2026-12-25 at=09:00 | 2026-12-25 2027-01-24",
        "monthly on=31 at=09:00 | 2026-12-31 2027-01-31 2027-03-31",
        "monthly on=-1 at=09:00 | 2026-11-30 2026-12-31 2027-01-31 2027-02-28",
        "monthly on=1mon,-1fri at=09:00 | 2026-11-27 2026-12-07 2026-12-25 2027-01-04",
        "monthly on=5mon at=09:00 | 2026-11-30 2027-03-29 2027-05-31",
        "monthly on=-1work at=09:00 | 2026-11-30 2026-12-31 2027-01-29",
        "monthly on=1work in=1,5 at=09:00 | 2027-01-01 2027-05-03",
        "monthly on=1 every=5 from=2026-12 at=09:00 | 2026-12-01 2027-05-01 2027-10-01",
        "monthly on=29 in=2 at=09:00 | 2028-02-29 2032-02-29",
        "monthly on=15 in=1,4,7,10 at=09:00 | 2027-01-15 2027-04-15",
        "weekly on=sat in=2 at=09:00 | 2027-02-06 2027-02-13 2027-02-20 2027-02-27 2028-02-05",
      })
  void days_are_due_in_their_order(String rule, String days) {
    List<String> runs = List.of(days.split(" ", -1)).stream().map(d -> d + "T09:00:00Z").toList();

    assertThat(Runs.of(rule, "UTC", NOON, runs.size())).isEqualTo(runs);
  }

  @Test
  void ticks_end_with_their_window_which_both_ends_belong_to() {
    assertThat(Runs.of("weekly on=fri,sat step=PT2H between=09:00-13:00", "UTC", NOON, 4))
        .isEqualTo(
            List.of(
                "2026-11-20T13:00:00Z",
                "2026-11-21T09:00:00Z",
                "2026-11-21T11:00:00Z",
                "2026-11-21T13:00:00Z"));
  }

  @Test
  void a_window_over_midnight_belongs_to_the_day_on_which_it_begins() {
    assertThat(Runs.of("weekly on=fri step=PT3H between=22:00-06:00", "UTC", NOON, 4))
        .isEqualTo(
            List.of(
                "2026-11-20T22:00:00Z",
                "2026-11-21T01:00:00Z",
                "2026-11-21T04:00:00Z",
                "2026-11-27T22:00:00Z"));
  }

  @Test
  void an_interval_begins_with_its_anchor() {
    assertThat(Runs.of("every PT1M30S from 2026-11-20T13:00:00Z", "UTC", NOON, 2))
        .isEqualTo(List.of("2026-11-20T13:00:00Z", "2026-11-20T13:01:30Z"));
  }

  @Test
  void what_is_due_once_is_due_strictly_after_only() {
    Rule rule = new Once(Instant.parse(NOON));

    assertThat(rule.next(Instant.parse(NOON), ZoneId.of("UTC"))).isEmpty();
    assertThat(rule.next(Instant.parse("2026-11-20T11:59:59.999Z"), ZoneId.of("UTC")))
        .hasValue(Instant.parse(NOON));
  }

  @Test
  void runs_stay_within_their_bounds_to_which_both_ends_belong() {
    Rule hourly = Rule.parse("weekly on=fri step=PT1H between=00:00-23:59:59");
    Bounds bounds =
        new Bounds(Instant.parse("2026-11-20T15:00:00Z"), Instant.parse("2026-11-20T17:00:00Z"), 9);

    assertThat(bounds.upcoming(hourly, Instant.parse(NOON), ZoneId.of("UTC"), 0, 9))
        .extracting(Instant::toString)
        .containsExactly("2026-11-20T15:00:00Z", "2026-11-20T16:00:00Z", "2026-11-20T17:00:00Z");
  }

  @Test
  void there_are_no_more_runs_than_allowed() {
    Rule hourly = Rule.parse("weekly on=fri step=PT1H between=00:00-23:59:59");
    Bounds bounds = new Bounds(null, null, 5);

    assertThat(bounds.upcoming(hourly, Instant.parse(NOON), ZoneId.of("UTC"), 0, 9)).hasSize(5);
    assertThat(bounds.upcoming(hourly, Instant.parse(NOON), ZoneId.of("UTC"), 3, 9)).hasSize(2);
    assertThat(bounds.next(hourly, Instant.parse(NOON), ZoneId.of("UTC"), 5)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "weekly",
        "weekly on=foo at=09:00",
        "weekly on=mon",
        "monthly on=32 at=09:00",
        "monthly on=6mon at=09:00",
        "days every=1 from=2026-11-20 at=09:00",
        "every PT0S from 2026-11-20T00:00:00Z",
        "once tomorrow",
        "days every=3 from=2026-11-20 step=PT1H between=09:00-17:00",
      })
  void what_no_rule_wrote_is_not_read(String text) {
    assertThatThrownBy(() -> Rule.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void equal_rules_are_equal_however_they_were_made() {
    assertThat(new EveryNthWeek(2, EnumSet.of(DayOfWeek.TUESDAY), day("2026-11-24")))
        .isEqualTo(new EveryNthWeek(2, EnumSet.of(DayOfWeek.TUESDAY), day("2026-11-23")));
    assertThat(Times.At.of(LocalTime.of(17, 0), LocalTime.of(9, 0)))
        .isEqualTo(Times.At.of(LocalTime.of(9, 0), LocalTime.of(17, 0)));
    assertThat(new Interval(Duration.parse("PT60S"), Instant.parse(NOON)))
        .isEqualTo(new Interval(Duration.ofMinutes(1), Instant.parse(NOON).plusMillis(3)));
  }

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }
}
