package dev.caravan.schedule.rule;

import dev.caravan.schedule.words.Words;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** A day that a month has once, or not at all. */
public sealed interface DayInMonth {
  /** Says "the last" where the others say which one. */
  int LAST = -1;

  /** The day in that month, or nothing where it has none, as February has no 30th. */
  Optional<LocalDate> in(YearMonth month);

  /** The day in English, such as {@code 15th}, {@code last day} or {@code first Monday}. */
  String words();

  /** The day as it is stored: {@code 15}, {@code -1}, {@code 1mon}, {@code -1work}. */
  String text();

  /**
   * By its number.
   *
   * @param day 1 to 31, or {@link #LAST}
   */
  record Numbered(int day) implements DayInMonth {

    /** Checks the range. */
    public Numbered {
      RuleText.nth(day, 31);
    }

    @Override
    public Optional<LocalDate> in(YearMonth month) {
      if (day == LAST) {
        return Optional.of(month.atEndOfMonth());
      }
      return day <= month.lengthOfMonth() ? Optional.of(month.atDay(day)) : Optional.empty();
    }

    @Override
    public String words() {
      return day == LAST ? Words.say("last-day") : Words.ordinal(day);
    }

    @Override
    public String text() {
      return String.valueOf(day);
    }
  }

  /**
   * By a day of the week.
   *
   * @param nth 1 to 5, or {@link #LAST}
   */
  record NthWeekday(int nth, DayOfWeek weekday) implements DayInMonth {

    /** Checks the range. */
    public NthWeekday {
      RuleText.nth(nth, 5);
    }

    @Override
    public Optional<LocalDate> in(YearMonth month) {
      return pick(month, nth, weekday::equals);
    }

    @Override
    public String words() {
      return Words.nth(nth) + " " + Words.name(weekday);
    }

    @Override
    public String text() {
      return nth + RuleText.day(weekday);
    }
  }

  /**
   * By counting Mondays to Fridays.
   *
   * @param nth 1 to 10, or {@link #LAST}
   */
  record WorkingDay(int nth) implements DayInMonth {

    /** Checks the range. */
    public WorkingDay {
      RuleText.nth(nth, 10);
    }

    @Override
    public Optional<LocalDate> in(YearMonth month) {
      return pick(month, nth, Weekly.WORKING_DAYS::contains);
    }

    @Override
    public String words() {
      return Words.say("nth-working-day", Words.nth(nth));
    }

    @Override
    public String text() {
      return nth + "work";
    }
  }

  private static Optional<LocalDate> pick(YearMonth month, int nth, Predicate<DayOfWeek> wanted) {
    int length = month.lengthOfMonth();
    return IntStream.rangeClosed(1, length)
        .mapToObj(d -> month.atDay(nth == LAST ? length + 1 - d : d))
        .filter(d -> wanted.test(d.getDayOfWeek()))
        .skip(nth == LAST ? 0 : nth - 1L)
        .findFirst();
  }
}
