package dev.caravan.schedule.rule;

import dev.caravan.schedule.words.Words;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.util.Collection;

/** Dates, times and durations as the words of a rule. */
final class Describe {
  private Describe() {}

  static String date(LocalDate date) {
    return Words.say(
        "date",
        date.getDayOfMonth(),
        Words.name(date.getMonth()),
        String.format(java.util.Locale.ROOT, "%04d", date.getYear()));
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
    if (!every.isAllDay() || daily && CronFields.times(every).isEmpty()) {
      said.append(' ').append(Words.say("between", time(every.from()), time(every.to())));
    }
    if (!daily) {
      said.append(' ').append(days.words());
    }
    return said.toString();
  }
}
