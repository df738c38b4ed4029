package dev.caravan.schedule.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Runs over the changes of clocks; the instants are worked out from the zones' published rules.
 *
 * <p>Berlin goes forward on 28 March 2027 and back on 31 October, both at 01:00 UTC. Chicago goes
 * forward on 14 March at 08:00 UTC and back on 7 November at 07:00 UTC. Santiago goes back on 4
 * April at 03:00 UTC, from midnight to 23:00, and forward on 5 September at 04:00 UTC, from
 * midnight to 01:00. Lord Howe Island moves by half an hour: back on 3 April at 15:00 UTC, from
 * 02:00 to 01:30, and forward on 2 October at 15:30 UTC, from 02:00 to 02:30. Kathmandu is 5:45
 * ahead, always.
 */
class ClockChangesTest {
  private static final String DAILY = "weekly on=mon,tue,wed,thu,fri,sat,sun at=";
  private static final String TICKS = "weekly on=mon,tue,wed,thu,fri,sat,sun step=";
  private static final String ALL_DAY = " between=00:00-23:59:59";

  @Test
  void in_berlin_a_time_that_does_not_exist_falls_on_the_end_of_the_gap() {
    assertThat(Runs.of(DAILY + "02:30", "Europe/Berlin", "2027-03-27T00:00:00Z", 3))
        .isEqualTo(List.of("2027-03-27T01:30:00Z", "2027-03-28T01:00:00Z", "2027-03-29T00:30:00Z"));
    assertThat(Runs.of("cron 30 2 * * *", "Europe/Berlin", "2027-03-27T00:00:00Z", 3))
        .isEqualTo(List.of("2027-03-27T01:30:00Z", "2027-03-28T01:00:00Z", "2027-03-29T00:30:00Z"));
  }

  @Test
  void in_berlin_a_time_that_exists_twice_is_due_once_at_the_first() {
    assertThat(Runs.of(DAILY + "02:30", "Europe/Berlin", "2027-10-30T12:00:00Z", 2))
        .isEqualTo(List.of("2027-10-31T00:30:00Z", "2027-11-01T01:30:00Z"));
    assertThat(Runs.of("cron 30 2 * * *", "Europe/Berlin", "2027-10-30T12:00:00Z", 2))
        .isEqualTo(List.of("2027-10-31T00:30:00Z", "2027-11-01T01:30:00Z"));
  }

  @Test
  void asked_within_the_second_pass_a_fixed_time_is_not_due_again() {
    assertThat(Runs.of(DAILY + "02:30", "Europe/Berlin", "2027-10-31T01:10:00Z", 1))
        .isEqualTo(List.of("2027-11-01T01:30:00Z"));
    assertThat(Runs.of(DAILY + "03:00", "Europe/Berlin", "2027-10-31T01:10:00Z", 1))
        .isEqualTo(List.of("2027-10-31T02:00:00Z"));
  }

  @Test
  void several_times_within_one_gap_are_due_once() {
    assertThat(Runs.of(DAILY + "02:10,02:30,03:00", "Europe/Berlin", "2027-03-28T00:00:00Z", 2))
        .isEqualTo(List.of("2027-03-28T01:00:00Z", "2027-03-29T00:10:00Z"));
  }

  @Test
  void in_berlin_ticks_are_due_in_both_passes() {
    List<String> hours =
        List.of("2027-10-31T00:00:00Z", "2027-10-31T01:00:00Z", "2027-10-31T02:00:00Z");
    assertThat(Runs.of("cron 0 * * * *", "Europe/Berlin", "2027-10-30T23:30:00Z", 3))
        .isEqualTo(hours);
    assertThat(Runs.of(TICKS + "PT1H" + ALL_DAY, "Europe/Berlin", "2027-10-30T23:30:00Z", 3))
        .isEqualTo(hours);
    assertThat(Runs.of("cron */30 2 * * *", "Europe/Berlin", "2027-10-30T12:00:00Z", 5))
        .isEqualTo(
            List.of(
                "2027-10-31T00:00:00Z",
                "2027-10-31T00:30:00Z",
                "2027-10-31T01:00:00Z",
                "2027-10-31T01:30:00Z",
                "2027-11-01T01:00:00Z"));
  }

  @Test
  void in_berlin_the_lost_hour_costs_an_hourly_rule_no_run_and_gives_it_none_twice() {
    assertThat(Runs.of("cron 15 * * * *", "Europe/Berlin", "2027-03-28T00:00:00Z", 3))
        .isEqualTo(List.of("2027-03-28T00:15:00Z", "2027-03-28T01:15:00Z", "2027-03-28T02:15:00Z"));
    assertThat(Runs.of("cron 0 */2 * * *", "Europe/Berlin", "2027-03-27T22:30:00Z", 3))
        .isEqualTo(List.of("2027-03-27T23:00:00Z", "2027-03-28T01:00:00Z", "2027-03-28T02:00:00Z"));
    assertThat(Runs.of("cron */30 2 * * *", "Europe/Berlin", "2027-03-27T12:00:00Z", 2))
        .isEqualTo(List.of("2027-03-28T01:00:00Z", "2027-03-29T00:00:00Z"));
  }

  @Test
  void an_interval_knows_no_clock() {
    assertThat(
            Runs.of(
                "every PT1H30M from 2027-10-30T23:00:00Z",
                "Europe/Berlin",
                "2027-10-30T23:00:00Z",
                3))
        .isEqualTo(List.of("2027-10-31T00:30:00Z", "2027-10-31T02:00:00Z", "2027-10-31T03:30:00Z"));
  }

  @Test
  void in_chicago() {
    assertThat(Runs.of(DAILY + "02:30", "America/Chicago", "2027-03-13T12:00:00Z", 2))
        .isEqualTo(List.of("2027-03-14T08:00:00Z", "2027-03-15T07:30:00Z"));
    assertThat(Runs.of(DAILY + "01:30", "America/Chicago", "2027-11-06T12:00:00Z", 2))
        .isEqualTo(List.of("2027-11-07T06:30:00Z", "2027-11-08T07:30:00Z"));
    assertThat(Runs.of("cron */15 * * * *", "America/Chicago", "2027-11-07T06:40:00Z", 4))
        .isEqualTo(
            List.of(
                "2027-11-07T06:45:00Z",
                "2027-11-07T07:00:00Z",
                "2027-11-07T07:15:00Z",
                "2027-11-07T07:30:00Z"));
    assertThat(Runs.of("cron 0 9 * * 1-5", "America/Chicago", "2027-03-12T00:00:00Z", 2))
        .isEqualTo(List.of("2027-03-12T15:00:00Z", "2027-03-15T14:00:00Z"));
  }

  @Test
  void in_santiago_midnight_itself_is_lost() {
    assertThat(Runs.of(DAILY + "00:00", "America/Santiago", "2027-09-03T12:00:00Z", 3))
        .isEqualTo(List.of("2027-09-04T04:00:00Z", "2027-09-05T04:00:00Z", "2027-09-06T03:00:00Z"));
    assertThat(Runs.of("cron 0 0 * * SUN", "America/Santiago", "2027-09-03T12:00:00Z", 2))
        .isEqualTo(List.of("2027-09-05T04:00:00Z", "2027-09-12T03:00:00Z"));
  }

  @Test
  void in_santiago_the_last_hour_of_a_saturday_comes_twice() {
    assertThat(Runs.of(DAILY + "23:30", "America/Santiago", "2027-04-03T12:00:00Z", 2))
        .isEqualTo(List.of("2027-04-04T02:30:00Z", "2027-04-05T03:30:00Z"));
    assertThat(Runs.of("cron 0 * * * *", "America/Santiago", "2027-04-04T01:30:00Z", 3))
        .isEqualTo(List.of("2027-04-04T02:00:00Z", "2027-04-04T03:00:00Z", "2027-04-04T04:00:00Z"));
    assertThat(Runs.of("cron 30 23 * * SAT", "America/Santiago", "2027-04-03T12:00:00Z", 2))
        .isEqualTo(List.of("2027-04-04T02:30:00Z", "2027-04-11T03:30:00Z"));
  }

  @Test
  void on_lord_howe_island_half_an_hour_is_lost_and_comes_twice() {
    assertThat(Runs.of(DAILY + "02:15", "Australia/Lord_Howe", "2027-10-01T20:00:00Z", 2))
        .isEqualTo(List.of("2027-10-02T15:30:00Z", "2027-10-03T15:15:00Z"));
    assertThat(Runs.of(DAILY + "01:45", "Australia/Lord_Howe", "2027-04-03T12:00:00Z", 2))
        .isEqualTo(List.of("2027-04-03T14:45:00Z", "2027-04-04T15:15:00Z"));
    assertThat(Runs.of("cron */15 * * * *", "Australia/Lord_Howe", "2027-04-03T14:30:00Z", 4))
        .isEqualTo(
            List.of(
                "2027-04-03T14:45:00Z",
                "2027-04-03T15:00:00Z",
                "2027-04-03T15:15:00Z",
                "2027-04-03T15:30:00Z"));
    assertThat(Runs.of("cron 0 * * * *", "Australia/Lord_Howe", "2027-10-02T14:00:00Z", 3))
        .isEqualTo(List.of("2027-10-02T14:30:00Z", "2027-10-02T15:30:00Z", "2027-10-02T16:00:00Z"));
  }

  @Test
  void in_kathmandu_hours_begin_at_a_quarter_past() {
    assertThat(Runs.of(DAILY + "09:00", "Asia/Kathmandu", "2027-03-01T00:00:00Z", 2))
        .isEqualTo(List.of("2027-03-01T03:15:00Z", "2027-03-02T03:15:00Z"));
    assertThat(Runs.of("cron 0 * * * *", "Asia/Kathmandu", "2027-03-01T00:00:00Z", 2))
        .isEqualTo(List.of("2027-03-01T00:15:00Z", "2027-03-01T01:15:00Z"));
    assertThat(Runs.of("cron 0 0 1 * *", "Asia/Kathmandu", "2027-03-01T00:00:00Z", 1))
        .isEqualTo(List.of("2027-03-31T18:15:00Z"));
  }
}
