package dev.caravan.schedule.phrase;

import dev.caravan.schedule.rule.Weekly;
import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Days of the week as they were listed.
 *
 * @param recurs whether the list alone says that it recurs: several days, or their plural
 */
record WeekdayList(Set<DayOfWeek> days, boolean recurs) {

  /** {@code monday, wednesday and friday}, {@code mon-fri}, {@code weekdays}. */
  static @Nullable WeekdayList take(Cursor at) {
    WeekdayList whole = at.maybe(() -> item(at));
    if (whole == null) {
      return null;
    }
    while (true) {
      WeekdayList more =
          at.maybe(
              () -> {
                boolean separated = at.takeSeparator();
                at.take("on");
                return separated ? item(at) : null;
              });
      if (more == null) {
        return whole;
      }
      Set<DayOfWeek> days = EnumSet.copyOf(whole.days);
      days.addAll(more.days);
      whole = new WeekdayList(days, true);
    }
  }

  private static @Nullable WeekdayList item(Cursor at) {
    if (at.take("weekday", "weekdays") || at.takeAll("working", "units.day")) {
      return new WeekdayList(Weekly.WORKING_DAYS, true);
    }
    if (at.takeAll("working", "unit.day")) {
      return new WeekdayList(Weekly.WORKING_DAYS, true);
    }
    if (at.take("weekend", "weekends")) {
      if (!at.take("unit.day")) {
        at.take("units.day");
      }
      return new WeekdayList(Weekly.WEEKEND, true);
    }
    boolean plural = at.here().key().startsWith("days.");
    DayOfWeek first = day(at);
    if (first == null) {
      return null;
    }
    DayOfWeek last = at.maybe(() -> at.take("to") ? day(at) : null);
    return last == null ? new WeekdayList(EnumSet.of(first), plural) : range(first, last);
  }

  /** {@code monday to friday}, {@code monday and friday} behind "between". */
  static @Nullable WeekdayList takeRange(Cursor at) {
    DayOfWeek first = day(at);
    DayOfWeek last = first != null && at.take("to", "and") ? day(at) : null;
    return first == null || last == null ? null : range(first, last);
  }

  private static WeekdayList range(DayOfWeek first, DayOfWeek last) {
    Set<DayOfWeek> days = EnumSet.of(first);
    for (DayOfWeek day = first; day != last; day = day.plus(1)) {
      days.add(day.plus(1));
    }
    return new WeekdayList(days, true);
  }

  private static @Nullable DayOfWeek day(Cursor at) {
    String one = at.takeGroup("day.");
    String number = one == null ? at.takeGroup("days.") : one;
    return number == null ? null : DayOfWeek.of(Integer.parseInt(number));
  }
}
