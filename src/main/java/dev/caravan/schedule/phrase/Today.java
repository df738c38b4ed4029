package dev.caravan.schedule.phrase;

import dev.caravan.schedule.rule.Once;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** When and where a phrase is said. */
record Today(Instant now, ZoneId zone) {
  static final LocalTime LAST_SECOND = LocalTime.of(23, 59, 59);

  LocalDateTime local() {
    return LocalDateTime.ofInstant(now, zone).truncatedTo(ChronoUnit.SECONDS);
  }

  LocalDate date() {
    return local().toLocalDate();
  }

  Instant instant(LocalDateTime local) {
    return Once.of(local, zone).at();
  }

  /** From here on by so much: days by the calendar, hours by the clock. */
  Instant plus(Instant from, Span span) {
    LocalDateTime local = LocalDateTime.ofInstant(from, zone);
    Instant day = span.period().isZero() ? from : instant(local.plus(span.period()));
    return day.plus(span.duration());
  }

  /** The instant of a day and time; without a time, of {@code usual}. */
  Instant instant(Draft.Moment moment, LocalTime usual) {
    if (moment.span() != null) {
      return plus(now.truncatedTo(ChronoUnit.SECONDS), moment.span());
    }
    LocalTime time = moment.time() == null ? usual : moment.time().time();
    LocalDate day = moment.day() == null ? date() : moment.day().on(date());
    boolean past = moment.day() == null && day.atTime(time).isBefore(local());
    return instant((past ? day.plusDays(1) : day).atTime(time));
  }
}
