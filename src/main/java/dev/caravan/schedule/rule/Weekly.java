package dev.caravan.schedule.rule;

import dev.caravan.schedule.words.Words;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Some days of every week, in some months or in all.
 *
 * @param days at least one
 * @param months at least one; all twelve where the month does not matter
 */
public record Weekly(Set<DayOfWeek> days, Set<Month> months) implements Days {
  /** Monday to Friday. */
  public static final Set<DayOfWeek> WORKING_DAYS =
      Collections.unmodifiableSet(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));

  /** Saturday and Sunday. */
  public static final Set<DayOfWeek> WEEKEND =
      Collections.unmodifiableSet(EnumSet.range(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));

  /** Every day of the week. */
  public static final Set<DayOfWeek> ALL =
      Collections.unmodifiableSet(EnumSet.allOf(DayOfWeek.class));

  /** Orders both. */
  public Weekly {
    days = Collections.unmodifiableSet(EnumSet.copyOf(days));
    months = Collections.unmodifiableSet(EnumSet.copyOf(months));
  }

  /** Every day. */
  public static Weekly daily() {
    return on(ALL);
  }

  /** These days of every week of the year. */
  public static Weekly on(Set<DayOfWeek> days) {
    return new Weekly(days, EnumSet.allOf(Month.class));
  }

  boolean isDaily() {
    return days.size() == ALL.size() && months.size() == Month.values().length;
  }

  @Override
  public Optional<LocalDate> onOrAfter(LocalDate from) {
    LocalDate day = from;
    while (true) {
      if (!months.contains(day.getMonth())) {
        day = day.withDayOfMonth(1).plusMonths(1);
      } else if (days.contains(day.getDayOfWeek())) {
        return Optional.of(day);
      } else {
        day = day.plusDays(1);
      }
    }
  }

  @Override
  public String words() {
    String every =
        days.equals(ALL)
            ? Words.say("daily")
            : days.equals(WORKING_DAYS)
                ? Words.say("weekdays")
                : Words.say("weekly", Describe.days(days));
    return months.size() == Month.values().length
        ? every
        : every + " " + Words.say("in-months", Describe.months(months));
  }

  @Override
  public Optional<CronDays> cron() {
    return Optional.of(new CronDays("*", CronFields.months(months), CronFields.days(days)));
  }

  @Override
  public String text() {
    return "weekly on=" + RuleText.days(days) + RuleText.in(months);
  }
}
