package dev.caravan.schedule.phrase;

import dev.caravan.schedule.words.Words;
import java.time.LocalTime;
import java.util.Locale;

/**
 * A time of day as it was written.
 *
 * @param bare whether it is an hour alone, such as 9, which may be 9am or 9pm to people
 */
record Clock(String raw, LocalTime time, boolean bare) {

  /** Whether it says that it is after noon. */
  boolean saysPm() {
    String letters = raw.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    return letters.equals(Words.name("pm"));
  }

  /** The time after noon, for an hour of the twelve. */
  Clock afternoon() {
    return new Clock(raw, time.getHour() < 12 ? time.plusHours(12) : time, false);
  }

  /** Whether it could as well be after noon. */
  boolean mayBeAfternoon() {
    return bare && time.getHour() >= 1 && time.getHour() < 12;
  }
}
