package dev.caravan.schedule;

import dev.caravan.schedule.rule.Bounds;
import dev.caravan.schedule.rule.Rule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The instants of a schedule: those of its rule, within its bounds, as far as its calendar lets
 * them. They strictly increase.
 */
public final class Course {
  /**
   * A rule and a calendar that never meet are given up after so many instants of the rule: three
   * years of days.
   */
  private static final int TRIES = 1_100;

  private final Rule rule;
  private final ZoneId zone;
  private final Bounds bounds;
  private final @Nullable Calendar calendar;

  public Course(Rule rule, ZoneId zone, Bounds bounds, @Nullable Calendar calendar) {
    this.rule = rule;
    this.zone = zone;
    this.bounds = bounds;
    this.calendar = calendar;
  }

  static Course of(Schedule.Timing timing, @Nullable Calendar calendar) {
    return new Course(timing.rule(), timing.zone(), timing.bounds(), calendar);
  }

  /** The first after {@code after}; empty where there is none. */
  public Optional<Instant> next(Instant after) {
    Instant from = after;
    for (int tries = 0; tries < TRIES; tries++) {
      // How many runs there may be is counted by whoever makes them.
      Optional<Instant> next = bounds.next(rule, from, zone, 0);
      Optional<Instant> told = next.map(Course::told);
      if (told.isPresent() && !told.get().isAfter(after)) {
        from = next.get();
        continue;
      }
      if (told.isEmpty() || calendar == null) {
        return told;
      }
      Optional<Instant> free = calendar.free(told.get(), zone);
      if (free.isEmpty() || free.equals(told) || calendar.action() == Calendar.Action.MOVE) {
        return free.filter(this::within);
      }
      from = free.get().minusNanos(1);
    }
    return Optional.empty();
  }

  /** As PostgreSQL keeps it: what is finer would be due again once it was read. */
  private static Instant told(Instant at) {
    return at.truncatedTo(ChronoUnit.MICROS);
  }

  private boolean within(Instant at) {
    Instant end = bounds.end();
    return end == null || !at.isAfter(end);
  }

  /** The first few after {@code after}. */
  public List<Instant> first(Instant after, int most) {
    List<Instant> all = new ArrayList<>();
    Optional<Instant> next = next(after);
    while (next.isPresent() && all.size() < most) {
      all.add(next.get());
      next = next(next.get());
    }
    return all;
  }

  /** When the firing of an instant is due: up to {@code jitter} later, always the same. */
  public static Instant due(UUID schedule, Instant planned, Duration jitter) {
    if (jitter.isZero()) {
      return planned;
    }
    long seed =
        schedule.getMostSignificantBits()
            ^ Long.rotateLeft(schedule.getLeastSignificantBits(), 17)
            ^ planned.toEpochMilli() * 0x9E3779B97F4A7C15L;
    long spread = new java.util.SplittableRandom(seed).nextLong(jitter.toMillis() + 1);
    return planned.plusMillis(spread);
  }
}
