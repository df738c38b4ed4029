package dev.caravan.schedule.phrase;

import dev.caravan.schedule.rule.DayInMonth;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Reads days of a month: by number, by a day of the week, by counting working days. */
final class DayInMonthList {
  private DayInMonthList() {}

  /** {@code 1st and 15th}, {@code last day}, {@code first and third Monday}. */
  static @Nullable List<DayInMonth> take(Cursor at) {
    List<DayInMonth> days = new ArrayList<>();
    List<DayInMonth> group = at.maybe(() -> group(at));
    while (group != null) {
      days.addAll(group);
      group =
          at.maybe(
              () -> {
                boolean separated = at.takeSeparator();
                at.take("on");
                at.take("the");
                return separated ? group(at) : null;
              });
    }
    return days.isEmpty() ? null : days;
  }

  private static @Nullable List<DayInMonth> group(Cursor at) {
    int begin = at.at();
    if (at.take("unit.day") && at.is(Token.NUMBER)) {
      int number = at.take().number();
      return each(List.of(number), 31, DayInMonth.Numbered::new, at.since(begin));
    }
    at.goTo(begin);
    boolean figures = true;
    List<Integer> counts = new ArrayList<>();
    Integer count = nth(at);
    while (count != null) {
      figures &= at.before().key().equals(Token.ORDINAL);
      counts.add(count);
      count =
          at.maybe(
              () -> {
                boolean separated = at.takeSeparator();
                at.take("the");
                return separated ? nth(at) : null;
              });
    }
    return counts.isEmpty() ? null : named(at, begin, counts, figures);
  }

  private static @Nullable List<DayInMonth> named(
      Cursor at, int begin, List<Integer> counts, boolean figures) {
    if (at.takeAll("working", "unit.day")
        || at.takeAll("working", "units.day")
        || at.take("weekday", "weekdays")) {
      return each(counts, 10, DayInMonth.WorkingDay::new, at.since(begin));
    }
    List<DayOfWeek> weekdays = weekdays(at);
    if (!weekdays.isEmpty()) {
      List<DayInMonth> days = new ArrayList<>();
      for (DayOfWeek day : weekdays) {
        days.addAll(each(counts, 5, n -> new DayInMonth.NthWeekday(n, day), at.since(begin)));
      }
      return days;
    }
    boolean day = at.take("unit.day", "units.day") || at.is("of");
    return day || figures ? each(counts, 31, DayInMonth.Numbered::new, at.since(begin)) : null;
  }

  private static List<DayOfWeek> weekdays(Cursor at) {
    List<DayOfWeek> days = new ArrayList<>();
    String day = at.takeGroup("day.");
    while (day != null) {
      days.add(DayOfWeek.of(Integer.parseInt(day)));
      day = at.maybe(() -> at.takeSeparator() ? at.takeGroup("day.") : null);
    }
    return days;
  }

  /** {@code first}, {@code 2nd}, {@code last}. */
  static @Nullable Integer nth(Cursor at) {
    if (at.take("last")) {
      return DayInMonth.LAST;
    }
    if (at.is(Token.ORDINAL)) {
      return at.take().number();
    }
    // "second" is a unit as well.
    if (at.take("unit.second")) {
      return 2;
    }
    String nth = at.takeGroup("nth.");
    return nth == null ? null : Integer.valueOf(nth);
  }

  private static List<DayInMonth> each(
      List<Integer> counts, int most, IntFunction<DayInMonth> day, List<String> raw) {
    List<DayInMonth> days = new ArrayList<>();
    for (int count : counts) {
      if (count != DayInMonth.LAST && (count < 1 || count > most)) {
        throw none(raw, most);
      }
      days.add(day.apply(count));
    }
    return days;
  }

  private static Misread none(List<String> raw, int most) {
    return new Misread(
        List.of(String.join(" ", raw)),
        "is in no month: it can be the 1st to the " + most + ", or the last",
        List.of("every month on the 15th", "the last Friday of every month"));
  }
}
