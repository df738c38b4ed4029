package dev.caravan.schedule.phrase;

import java.time.LocalTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A part of the day, the time that stands for it where none is given, and how it reads an hour. */
enum Daytime {
  MORNING(9),
  AFTERNOON(14),
  EVENING(18),
  NIGHT(21);

  /** The time that is taken where none is given. */
  final LocalTime usual;

  Daytime(int hour) {
    usual = LocalTime.of(hour, 0);
  }

  static @Nullable Daytime take(Cursor at) {
    String word = at.takeGroup("part.");
    return word == null ? null : valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** The time meant by an hour of this part of the day: 7 in the evening is 19:00. */
  LocalTime read(Clock clock) {
    boolean late =
        this == AFTERNOON || this == EVENING || (this == NIGHT && clock.time().getHour() >= 6);
    if (this == NIGHT && clock.bare() && clock.time().getHour() == 12) {
      return LocalTime.MIDNIGHT;
    }
    return late && clock.mayBeAfternoon() ? clock.afternoon().time() : clock.time();
  }
}
