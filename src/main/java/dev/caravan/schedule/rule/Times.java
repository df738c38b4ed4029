package dev.caravan.schedule.rule;

import dev.caravan.schedule.words.Words;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** At which times of such a day a rule is due. */
public sealed interface Times {

  /** The first time of {@code day}'s own that is strictly after {@code cursor}, if any. */
  Optional<LocalDateTime> after(LocalDate day, LocalDateTime cursor);

  /** Whether a day's times may run past its midnight. */
  boolean pastMidnight();

  /** The times as they are stored. */
  String text();

  /**
   * At times of day.
   *
   * @param times at least one, in whole seconds
   */
  record At(SortedSet<LocalTime> times) implements Times {

    /** Orders the times and cuts them to the second. */
    public At {
      SortedSet<LocalTime> ordered = new TreeSet<>();
      times.forEach(t -> ordered.add(t.truncatedTo(ChronoUnit.SECONDS)));
      if (ordered.isEmpty()) {
        throw new IllegalArgumentException("A rule has a time at least");
      }
      times = Collections.unmodifiableSortedSet(ordered);
    }

    /** At these times. */
    public static At of(LocalTime... times) {
      return new At(new TreeSet<>(List.of(times)));
    }

    @Override
    public Optional<LocalDateTime> after(LocalDate day, LocalDateTime cursor) {
      return times.stream().map(day::atTime).filter(t -> t.isAfter(cursor)).findFirst();
    }

    @Override
    public boolean pastMidnight() {
      return false;
    }

    String words() {
      return Words.say("at", Words.list(times.stream().map(Describe::time).toList()));
    }

    @Override
    public String text() {
      return "at=" + String.join(",", times.stream().map(LocalTime::toString).toList());
    }
  }

  /**
   * At ticks of a clock that starts anew at {@code from} of each day.
   *
   * @param every whole seconds, at least a second and less than a day
   * @param to a tick may be at it; before {@code from}, it is of the day after
   */
  record Every(Duration every, LocalTime from, LocalTime to) implements Times {
    /** The last second of a day. */
    public static final LocalTime END_OF_DAY = LocalTime.of(23, 59, 59);

    /** Checks the range and cuts the times to the second. */
    public Every {
      if (every.compareTo(Duration.ofSeconds(1)) < 0
          || every.compareTo(Duration.ofDays(1)) >= 0
          || !every.truncatedTo(ChronoUnit.SECONDS).equals(every)) {
        throw new IllegalArgumentException(
            "Ticks are at least 1 second and less than 1 day apart, not " + every);
      }
      from = from.truncatedTo(ChronoUnit.SECONDS);
      to = to.truncatedTo(ChronoUnit.SECONDS);
    }

    /** All day long. */
    public static Every of(Duration every) {
      return new Every(every, LocalTime.MIDNIGHT, END_OF_DAY);
    }

    @Override
    public Optional<LocalDateTime> after(LocalDate day, LocalDateTime cursor) {
      LocalDateTime begin = day.atTime(from);
      if (cursor.isBefore(begin)) {
        return Optional.of(begin);
      }
      long step = every.toSeconds();
      long passed = ChronoUnit.SECONDS.between(begin, cursor) / step;
      LocalDateTime tick = begin.plusSeconds((passed + 1) * step);
      LocalDateTime end = (pastMidnight() ? day.plusDays(1) : day).atTime(to);
      return tick.isAfter(end) ? Optional.empty() : Optional.of(tick);
    }

    @Override
    public boolean pastMidnight() {
      return to.isBefore(from);
    }

    boolean isAllDay() {
      return from.equals(LocalTime.MIDNIGHT) && to.equals(END_OF_DAY);
    }

    /** Whether it ticks all day at a minute of the hour. */
    boolean isAtMinute() {
      return every.toSeconds() % 3600 == 0
          && from.getHour() == 0
          && from.getMinute() > 0
          && from.getSecond() == 0
          && to.equals(END_OF_DAY);
    }

    @Override
    public String text() {
      return "step=" + every + " between=" + from + "-" + to;
    }
  }
}
