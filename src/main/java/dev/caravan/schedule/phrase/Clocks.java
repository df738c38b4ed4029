package dev.caravan.schedule.phrase;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads times of day. */
final class Clocks {
  private Clocks() {}

  /** A time that can be nothing else: {@code 9am}, {@code 14:30}, {@code noon}. */
  static @Nullable Clock takePlain(Cursor at) {
    return at.maybe(
        () -> {
          int begin = at.at();
          Clock read = takeAny(at);
          boolean figures = read != null && read.bare() && at.at() - begin == 1;
          return figures ? null : read;
        });
  }

  /** Any time, an hour alone included. */
  static @Nullable Clock takeAny(Cursor at) {
    int begin = at.at();
    return at.maybe(
        () -> {
          if (at.take("noon")) {
            return exact(at, begin, LocalTime.NOON);
          }
          if (at.take("midnight")) {
            return exact(at, begin, LocalTime.MIDNIGHT);
          }
          LocalTime shifted = past(at);
          LocalTime time = shifted == null ? figures(at) : shifted;
          return time == null ? null : halved(at, begin, time);
        });
  }

  private static Clock exact(Cursor at, int begin, LocalTime time) {
    return new Clock(String.join(" ", at.since(begin)), time, false);
  }

  private static @Nullable LocalTime figures(Cursor at) {
    if (at.is(Token.CLOCK)) {
      return ((Clock) at.take().value()).time();
    }
    Integer hour = at.takeNumber();
    if (hour == null) {
      return null;
    }
    if (hour > 23) {
      throw Lexer.wrong(at.before().raw());
    }
    return LocalTime.of(hour, 0);
  }

  /** {@code half past 9}, {@code quarter to 5}. */
  private static @Nullable LocalTime past(Cursor at) {
    return at.maybe(
        () -> {
          int minutes = at.take("half") ? 30 : at.take("unit.quarter") ? 15 : 0;
          boolean to = !at.is("past") && at.is("to");
          if (minutes == 0 || !at.take("past", "to") || (minutes == 30 && to)) {
            return null;
          }
          LocalTime hour = figures(at);
          return hour == null ? null : to ? hour.minusMinutes(minutes) : hour.plusMinutes(minutes);
        });
  }

  private static Clock halved(Cursor at, int begin, LocalTime time) {
    boolean minutes = at.before().key().equals(Token.CLOCK);
    boolean half = at.is("am") || at.is("pm");
    boolean alreadyHalved = minutes && at.before().raw().matches(".*[mM]\\.?");
    if (half && !alreadyHalved) {
      boolean afternoon = at.take().key().equals("pm");
      int hour = time.getHour();
      if (hour < 1 || hour > 12) {
        throw Lexer.wrong(String.join(" ", at.since(begin)));
      }
      return exact(at, begin, time.withHour(hour % 12 + (afternoon ? 12 : 0)));
    }
    boolean bare = !minutes;
    at.take("oclock");
    return new Clock(String.join(" ", at.since(begin)), time, bare);
  }

  /**
   * Further times of a list; the first was read.
   *
   * @param first the first
   */
  static List<Clock> list(Cursor at, Clock first) {
    List<Clock> clocks = new ArrayList<>(List.of(first));
    Clock more = next(at);
    while (more != null) {
      clocks.add(more);
      more = next(at);
    }
    return clocks;
  }

  private static @Nullable Clock next(Cursor at) {
    return at.maybe(
        () -> {
          boolean separated = at.takeSeparator();
          at.take("at");
          Clock clock = separated ? takeAny(at) : null;
          boolean counted = at.here().key().startsWith("unit") || at.is("times");
          return counted ? null : clock;
        });
  }

  /** The two ends of a window, of which an hour alone must leave no doubt. */
  static List<LocalTime> window(Clock from, Clock to) {
    boolean backwards = from.time().isAfter(to.time());
    boolean doubtful =
        backwards
            ? from.mayBeAfternoon() || to.mayBeAfternoon()
            : from.mayBeAfternoon() && to.saysPm() && sooner(from, to);
    if (doubtful) {
      Clock which = backwards && to.mayBeAfternoon() ? to : from;
      throw doubt(which);
    }
    return List.of(from.time(), to.time());
  }

  /** The times of a list, of which an hour alone before one after noon must leave no doubt. */
  static List<LocalTime> times(List<Clock> clocks) {
    for (int i = 1; i < clocks.size(); i++) {
      Clock before = clocks.get(i - 1);
      Clock clock = clocks.get(i);
      if (before.mayBeAfternoon() && clock.saysPm() && sooner(before, clock)) {
        throw doubt(before);
      }
    }
    return clocks.stream().map(Clock::time).toList();
  }

  private static boolean sooner(Clock bare, Clock afternoon) {
    return bare.afternoon().time().isBefore(afternoon.time());
  }

  private static Misread doubt(Clock clock) {
    int hour = clock.time().getHour();
    return new Misread(
        clock.raw(),
        "may be " + hour + "am or " + hour + "pm; write which",
        "every hour between 9am and 5pm",
        "every day at 09:00 and 17:00");
  }
}
