package dev.caravan.schedule.rule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Month;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Writes cron's fields for what cron can say. */
final class CronFields {
  private static final long HOUR = 3_600;
  private static final long DAY = 86_400;

  private CronFields() {}

  static String months(Set<Month> months) {
    return months.size() == Month.values().length
        ? "*"
        : list(months.stream().map(Month::getValue).toList());
  }

  static String days(Set<DayOfWeek> days) {
    return days.size() == DayOfWeek.values().length
        ? "*"
        : list(days.stream().map(d -> d.getValue() % 7).sorted().toList());
  }

  static Optional<CronDays> monthly(List<DayInMonth> days, String months) {
    List<Integer> numbers =
        days.stream()
            .filter(d -> d instanceof DayInMonth.Numbered n && n.day() != DayInMonth.LAST)
            .map(d -> ((DayInMonth.Numbered) d).day())
            .toList();
    if (numbers.size() == days.size()) {
      return Optional.of(new CronDays(list(numbers), months, "*"));
    }
    if (days.size() > 1) {
      return Optional.empty();
    }
    if (days.get(0) instanceof DayInMonth.NthWeekday w) {
      int day = w.weekday().getValue() % 7;
      String which = w.nth() == DayInMonth.LAST ? day + "L" : day + "#" + w.nth();
      return Optional.of(new CronDays("*", months, which));
    }
    return days.get(0) instanceof DayInMonth.Numbered
        ? Optional.of(new CronDays("L", months, "*"))
        : Optional.empty();
  }

  /** Minute and hour, with the second before where there is one. */
  static Optional<String> times(Times times) {
    return times instanceof Times.At at ? at(at.times()) : every((Times.Every) times);
  }

  private static Optional<String> at(SortedSet<LocalTime> times) {
    SortedSet<Integer> seconds = new TreeSet<>();
    SortedSet<Integer> minutes = new TreeSet<>();
    SortedSet<Integer> hours = new TreeSet<>();
    for (LocalTime time : times) {
      seconds.add(time.getSecond());
      minutes.add(time.getMinute());
      hours.add(time.getHour());
    }
    if (seconds.size() * minutes.size() * hours.size() != times.size()) {
      return Optional.empty();
    }
    String second = seconds.first() == 0 && seconds.size() == 1 ? "" : list(seconds) + " ";
    return Optional.of(second + list(minutes) + " " + list(hours));
  }

  private static Optional<String> every(Times.Every every) {
    long step = every.every().toSeconds();
    LocalTime from = every.from();
    if (every.isAllDay()) {
      return allDay(step);
    }
    Duration window = Duration.between(from, every.to());
    if (step % HOUR != 0 || from.getSecond() != 0 || window.isNegative()) {
      return Optional.empty();
    }
    int last = from.plusSeconds(window.toSeconds() / step * step).getHour();
    boolean all = from.getHour() == 0 && last + step / HOUR > 23;
    String hours = all ? "*" : from.getHour() + "-" + last;
    return Optional.of(from.getMinute() + " " + hours + (step == HOUR ? "" : "/" + step / HOUR));
  }

  private static Optional<String> allDay(long step) {
    if (step < 60 && 60 % step == 0) {
      return Optional.of(star(step) + " * *");
    }
    if (step < HOUR && step % 60 == 0 && HOUR % step == 0) {
      return Optional.of(star(step / 60) + " *");
    }
    return step % HOUR == 0 && DAY % step == 0
        ? Optional.of("0 " + star(step / HOUR))
        : Optional.empty();
  }

  private static String star(long step) {
    return step == 1 ? "*" : "*/" + step;
  }

  private static String list(Collection<Integer> numbers) {
    TreeSet<Integer> sorted = new TreeSet<>(numbers);
    if (sorted.size() > 2 && sorted.last() - sorted.first() == sorted.size() - 1) {
      return sorted.first() + "-" + sorted.last();
    }
    return String.join(",", sorted.stream().map(String::valueOf).toList());
  }
}
