package dev.caravan.schedule.phrase;

import dev.caravan.schedule.words.Words;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/** A day that is known once today is. */
@FunctionalInterface
interface SomeDay {

  LocalDate on(LocalDate today);

  /** The day at the cursor: today, tomorrow, next Friday, a date. */
  static @Nullable SomeDay take(Cursor at) {
    return at.maybe(
        () -> {
          if (at.take("today")) {
            return today -> today;
          }
          at.take("the");
          if (at.takeAll("unit.day", "after", "tomorrow")) {
            return today -> today.plusDays(2);
          }
          if (at.take("tomorrow")) {
            return today -> today.plusDays(1);
          }
          if (at.is("yesterday")) {
            throw past(at.take().raw());
          }
          SomeDay date = date(at);
          return date == null ? near(at) : date;
        });
  }

  static Misread past(String raw) {
    return new Misread(raw, "is past; write a time to come", "tomorrow at 9", "in 20 minutes");
  }

  /** A date in figures or words, with a year or without: then the coming one. */
  private static @Nullable SomeDay date(Cursor at) {
    if (at.is(Token.DATE)) {
      LocalDate date = (LocalDate) at.take().value();
      return today -> date;
    }
    int begin = at.at();
    MonthDay day = monthDay(at);
    if (day == null) {
      return null;
    }
    Integer year =
        at.maybe(
            () -> {
              at.take(Token.COMMA);
              boolean four = at.is(Token.NUMBER) && at.here().number() >= 1000;
              return four && at.here().number() <= 9999 ? at.take().number() : null;
            });
    String raw = String.join(" ", at.since(begin));
    if (year != null && !day.isValidYear(year)) {
      throw new Misread(
          raw, "is no date, for " + year + " has no 29 February", "on 28 February at 9am");
    }
    return year == null ? today -> coming(day, today) : today -> day.atYear(year);
  }

  private static LocalDate coming(MonthDay day, LocalDate today) {
    int year = today.getYear();
    while (!day.isValidYear(year) || day.atYear(year).isBefore(today)) {
      year++;
    }
    return day.atYear(year);
  }

  /** {@code 24 December}, {@code 24th of December} or {@code December 24}. */
  static @Nullable MonthDay monthDay(Cursor at) {
    int begin = at.at();
    return at.maybe(
        () -> {
          Integer day = day(at);
          if (day != null) {
            at.take("of");
          }
          String month = at.takeGroup("month.");
          if (day == null && month != null) {
            at.take("the");
            day = day(at);
          }
          return day == null || month == null
              ? null
              : valid(day, Month.of(Integer.parseInt(month)), at, begin);
        });
  }

  private static @Nullable Integer day(Cursor at) {
    String nth = at.takeGroup("nth.");
    if (nth != null) {
      return Integer.valueOf(nth);
    }
    boolean small = at.is(Token.NUMBER) && at.here().number() <= 99;
    return small || at.is(Token.ORDINAL) ? at.take().number() : null;
  }

  private static MonthDay valid(int day, Month month, Cursor at, int begin) {
    try {
      return MonthDay.of(month, day);
    } catch (DateTimeException e) {
      throw new Misread(
          String.join(" ", at.since(begin)),
          "is no date: " + Words.name(month) + " has at most " + month.maxLength() + " days",
          "on 24 December at 18:00");
    }
  }

  /** By a day of the week, or by the beginning of a coming week, month or year. */
  private static @Nullable SomeDay near(Cursor at) {
    if (at.takeAll("next", "unit.week")) {
      DayOfWeek named =
          at.maybe(
              () -> {
                at.take("on");
                return weekday(at);
              });
      DayOfWeek day = named == null ? DayOfWeek.MONDAY : named;
      return today -> nextWeek(today, day);
    }
    if (at.takeAll("next", "unit.month")) {
      return today -> YearMonth.from(today).plusMonths(1).atDay(1);
    }
    if (at.takeAll("next", "unit.year")) {
      return today -> LocalDate.of(today.getYear() + 1, 1, 1);
    }
    boolean strictly = at.take("next");
    if (!strictly) {
      at.take("this");
    }
    DayOfWeek day = weekday(at);
    if (day == null) {
      return null;
    }
    if (!strictly && at.takeAll("next", "unit.week")) {
      return today -> nextWeek(today, day);
    }
    return strictly
        ? today -> today.with(TemporalAdjusters.next(day))
        : today -> today.with(TemporalAdjusters.nextOrSame(day));
  }

  private static LocalDate nextWeek(LocalDate today, DayOfWeek day) {
    return today
        .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
        .with(TemporalAdjusters.nextOrSame(day));
  }

  private static @Nullable DayOfWeek weekday(Cursor at) {
    String number = at.takeGroup("day.");
    return number == null ? null : DayOfWeek.of(Integer.parseInt(number));
  }
}
