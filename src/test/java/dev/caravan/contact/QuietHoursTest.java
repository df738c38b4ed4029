package dev.caravan.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When peace ends, by the clock on the recipient's wall. */
class QuietHoursTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest(name = "{0}-{1} in {2} at {3}: {4}")
  @CsvSource({
    // Within one day, both ends of it.
    "09:00, 17:00, UTC, 2026-03-02T08:59:59Z, never",
    "09:00, 17:00, UTC, 2026-03-02T09:00:00Z, 2026-03-02T17:00:00Z",
    "09:00, 17:00, UTC, 2026-03-02T16:59:59Z, 2026-03-02T17:00:00Z",
    "09:00, 17:00, UTC, 2026-03-02T17:00:00Z, never",
    // Over midnight, seen from both days.
    "22:00, 07:00, Europe/Berlin, 2026-03-02T20:59:59Z, never",
    "22:00, 07:00, Europe/Berlin, 2026-03-02T21:00:00Z, 2026-03-03T06:00:00Z",
    "22:00, 07:00, Europe/Berlin, 2026-03-03T05:59:59Z, 2026-03-03T06:00:00Z",
    "22:00, 07:00, Europe/Berlin, 2026-03-03T06:00:00Z, never",
    // The same moment elsewhere.
    "22:00, 07:00, Asia/Tokyo, 2026-03-02T21:30:00Z, 2026-03-02T22:00:00Z",
    "22:00, 07:00, America/New_York, 2026-03-02T21:30:00Z, never",
    // The night in which summer begins is an hour shorter, that in which it ends an hour longer.
    "22:00, 07:00, Europe/Berlin, 2026-03-28T21:30:00Z, 2026-03-29T05:00:00Z",
    "22:00, 07:00, Europe/Berlin, 2026-10-24T21:30:00Z, 2026-10-25T06:00:00Z",
    // 02:30 is leapt over: peace ends with the leap, at 03:00 summer time.
    "22:00, 02:30, Europe/Berlin, 2026-03-29T00:30:00Z, 2026-03-29T01:00:00Z",
    "22:00, 02:30, Europe/Berlin, 2026-03-29T01:00:00Z, never",
    // ... and begins with it.
    "02:30, 06:00, Europe/Berlin, 2026-03-29T00:59:59Z, never",
    "02:30, 06:00, Europe/Berlin, 2026-03-29T01:00:00Z, 2026-03-29T04:00:00Z",
    // 02:30 comes twice: peace begins at the first and ends at the second.
    "02:30, 06:00, Europe/Berlin, 2026-10-25T00:30:00Z, 2026-10-25T05:00:00Z",
    "22:00, 02:30, Europe/Berlin, 2026-10-25T00:45:00Z, 2026-10-25T01:30:00Z",
    "22:00, 02:30, Europe/Berlin, 2026-10-25T01:30:00Z, never"
  })
  void peace_ends_by_the_clock_on_the_wall(
      String from, String to, String zone, String at, String until) {
    QuietHours hours =
        new QuietHours(LocalTime.parse(from), LocalTime.parse(to), QuietHours.Action.HOLD);

    assertThat(
            hours.until(Instant.parse(at), ZoneId.of(zone)).map(Instant::toString).orElse("never"))
        .isEqualTo(until);
  }

  @ParameterizedTest
  @CsvSource({
    // 2026-03-06 is a Friday.
    "2026-03-06T22:59:59Z, never",
    "2026-03-06T23:00:00Z, 2026-03-08T23:00:00Z",
    "2026-03-08T12:00:00Z, 2026-03-08T23:00:00Z",
    "2026-03-08T23:00:00Z, never"
  })
  void a_weekend_is_quiet_as_a_whole(String at, String until) {
    QuietHours weekend =
        new QuietHours(
            LocalTime.MIDNIGHT,
            LocalTime.MIDNIGHT,
            Set.of(Weekday.SAT, Weekday.SUN),
            QuietHours.Action.HOLD);

    assertThat(weekend.until(Instant.parse(at), BERLIN).map(Instant::toString).orElse("never"))
        .isEqualTo(until);
  }

  @Test
  void the_days_are_those_on_which_it_begins() {
    QuietHours fridays =
        new QuietHours(
            LocalTime.of(22, 0), LocalTime.of(7, 0), Set.of(Weekday.FRI), QuietHours.Action.HOLD);

    assertThat(fridays.until(Instant.parse("2026-03-07T03:00:00Z"), BERLIN))
        .contains(Instant.parse("2026-03-07T06:00:00Z"));
    assertThat(fridays.until(Instant.parse("2026-03-06T03:00:00Z"), BERLIN)).isEmpty();
  }
}
