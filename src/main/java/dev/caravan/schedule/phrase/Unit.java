package dev.caravan.schedule.phrase;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A unit of time as people count it. */
enum Unit {
  SECOND(1),
  MINUTE(60),
  HOUR(3_600),
  DAY(86_400),
  WEEK(604_800),
  FORTNIGHT(1_209_600),
  MONTH(0),
  QUARTER(0),
  YEAR(0);

  private static final String ONE = "unit.";
  private static final String MANY = "units.";

  /** How long it is, or 0 where that depends on the month. */
  final int seconds;

  Unit(int seconds) {
    this.seconds = seconds;
  }

  boolean isWithinDay() {
    return compareTo(DAY) < 0;
  }

  /** The unit at the cursor, in the singular. */
  static @Nullable Unit takeOne(Cursor at) {
    return of(at.takeGroup(ONE));
  }

  /** The unit at the cursor, in the plural or the singular. */
  static @Nullable Unit takeAny(Cursor at) {
    Unit many = of(at.takeGroup(MANY));
    return many == null ? takeOne(at) : many;
  }

  static @Nullable Unit of(@Nullable String word) {
    for (Unit unit : values()) {
      if (unit.name().toLowerCase(Locale.ROOT).equals(word)) {
        return unit;
      }
    }
    return null;
  }
}
