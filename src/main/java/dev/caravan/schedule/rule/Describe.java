package dev.caravan.schedule.rule;

import dev.caravan.schedule.words.Words;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Dates, times and durations as the words of a rule. */
final class Describe {
  private Describe() {}

  static String date(LocalDate date) {
    return Words.say(
        "date",
        date.getDayOfMonth(),
        Words.name(date.getMonth()),
        String.format(Locale.ROOT, "%04d", date.getYear()));
  }

  /** {@code 09:00}, with seconds where there are some. */
  static String time(LocalTime time) {
    return time.toString();
  }

  static String days(Collection<DayOfWeek> days) {
    return Words.list(days.stream().map(Words::name).toList());
  }

  static String months(Collection<Month> months) {
    return Words.list(months.stream().map(Words::name).toList());
  }

  /** In the largest unit of which it is a whole number. */
  static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds % 86_400 == 0) {
      return Words.count(seconds / 86_400, "day");
    }
    if (seconds % 3_600 == 0) {
      return Words.count(seconds / 3_600, "hour");
    }
    return seconds % 60 == 0 ? Words.count(seconds / 60, "minute") : Words.count(seconds, "second");
  }

  /** Ticks: how often, between which times where not all day, on which days where not on all. */
  static String ticks(Times.Every every, Days days) {
    StringBuilder said = new StringBuilder(Words.say("ticks", duration(every.every())));
    boolean daily = days instanceof Weekly weekly && weekly.isDaily();
    if (every.isAtMinute()) {
      said.append(' ')
          .append(Words.say("at-minute", every.from().toString().substring("00:".length())));
    } else if (!every.isAllDay() || (daily && CronFields.times(every).isEmpty())) {
      said.append(' ').append(Words.say("between", time(every.from()), time(every.to())));
    }
    if (days instanceof Weekly weekly) {
      named(weekly.days()).ifPresent(d -> said.append(' ').append(d));
      named(said, weekly.months());
    } else if (days instanceof Monthly monthly && monthly.months() instanceof Months.Named named) {
      said.append(' ').append(Words.say("on-the", monthly.listed()));
      named(said, named.months());
    }
    return said.toString();
  }

  private static Optional<String> named(Set<DayOfWeek> days) {
    if (days.equals(Weekly.ALL)) {
      return Optional.empty();
    }
    return Optional.of(
        days.equals(Weekly.WORKING_DAYS) ? Words.say("on-weekdays") : Words.say("on", days(days)));
  }

  private static void named(StringBuilder said, Set<Month> months) {
    if (months.size() < Month.values().length) {
      said.append(' ').append(Words.say("in-months", months(months)));
    }
  }
}
