package dev.caravan.schedule.rule;

import dev.caravan.schedule.words.Words;
import java.time.Month;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** In which months a rule is due. */
public sealed interface Months {

  /** The first such month, {@code from} itself included. */
  YearMonth onOrAfter(YearMonth from);

  /** The months in English, as they follow a day: {@code of every month}. */
  String words();

  /** The months as they are stored, with a space before; nothing for all. */
  String text();

  /** Every month of every year. */
  static Months all() {
    return new Named(EnumSet.allOf(Month.class));
  }

  /**
   * Every so many months, of which {@code first} is one; the same months of all years if it can be
   * so.
   */
  static Months every(int n, YearMonth first) {
    if (12 % n != 0) {
      return new Stepped(n, first);
    }
    Set<Month> months = EnumSet.noneOf(Month.class);
    for (int i = 0; i < 12; i += n) {
      months.add(first.getMonth().plus(i));
    }
    return new Named(months);
  }

  /** These months of every year; at least one. */
  record Named(Set<Month> months) implements Months {

    /** Orders them. */
    public Named {
      months = Collections.unmodifiableSet(EnumSet.copyOf(months));
    }

    @Override
    public YearMonth onOrAfter(YearMonth from) {
      YearMonth month = from;
      while (!months.contains(month.getMonth())) {
        month = month.plusMonths(1);
      }
      return month;
    }

    boolean isAll() {
      return months.size() == Month.values().length;
    }

    @Override
    public String words() {
      return isAll()
          ? Words.say("of-every-month")
          : Words.say("of-months", Describe.months(months));
    }

    @Override
    public String text() {
      return RuleText.in(months);
    }
  }

  /**
   * Every so many months, counted from one of them.
   *
   * @param every 5 or more, no divisor of twelve, at most 1,200
   */
  record Stepped(int every, YearMonth anchor) implements Months {

    /** Checks the range. */
    public Stepped {
      RuleText.between(every, 5, 1200, "months");
      if (12 % every == 0) {
        throw new IllegalArgumentException("Every " + every + " months are the same each year");
      }
    }

    @Override
    public YearMonth onOrAfter(YearMonth from) {
      long behind = ChronoUnit.MONTHS.between(anchor, from);
      return behind <= 0 ? anchor : anchor.plusMonths((behind + every - 1) / every * every);
    }

    @Override
    public String words() {
      return Words.say("every-n-months", every);
    }

    /** From what day it is counted, in English. */
    Optional<String> counted() {
      return Optional.of(Describe.date(anchor.atDay(1)));
    }

    @Override
    public String text() {
      return " every=" + every + " from=" + anchor;
    }
  }
}
