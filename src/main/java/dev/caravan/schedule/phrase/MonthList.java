package dev.caravan.schedule.phrase;

import java.time.Month;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads lists and ranges of months. */
final class MonthList {
  private MonthList() {}

  /** {@code june, july and august}, {@code june to august}. */
  static @Nullable Set<Month> take(Cursor at) {
    Set<Month> months = EnumSet.noneOf(Month.class);
    Set<Month> item = at.maybe(() -> item(at));
    while (item != null) {
      months.addAll(item);
      item = at.maybe(() -> at.takeSeparator() ? item(at) : null);
    }
    return months.isEmpty() ? null : months;
  }

  private static @Nullable Set<Month> item(Cursor at) {
    Month first = month(at);
    if (first == null) {
      return null;
    }
    Month last = at.maybe(() -> at.take("to") ? month(at) : null);
    Set<Month> months = EnumSet.of(first);
    for (Month month = first; last != null && month != last; month = month.plus(1)) {
      months.add(month.plus(1));
    }
    return months;
  }

  /** A month's name, which no day follows: that would be a date. */
  private static @Nullable Month month(Cursor at) {
    return at.maybe(
        () -> {
          String number = at.takeGroup("month.");
          boolean dated = at.is(Token.NUMBER) || at.is(Token.ORDINAL);
          return number == null || dated ? null : Month.of(Integer.parseInt(number));
        });
  }
}
