package dev.caravan.contact;

import dev.caravan.message.Word;
import java.time.DayOfWeek;

/** A day of the week as callers write it: the first three letters of its English name. */
public enum Weekday implements Word {
  MON,
  TUE,
  WED,
  THU,
  FRI,
  SAT,
  SUN;

  /** The same day in the calendar. */
  public static Weekday of(DayOfWeek day) {
    return valueOf(day.name().substring(0, 3));
  }
}
