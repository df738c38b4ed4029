package dev.caravan.schedule.rule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a schedule's runs are kept within.
 *
 * @param start no run before it; a run may be at it
 * @param end no run after it; a run may be at it
 * @param maxRuns how many runs there may be in all, at least 1
 */
public record Bounds(@Nullable Instant start, @Nullable Instant end, @Nullable Integer maxRuns) {

  /** Neither beginning nor end. */
  public static final Bounds NONE = new Bounds(null, null, null);

  /** Checks that there can be a run. */
  public Bounds {
    if (maxRuns != null && maxRuns < 1) {
      throw new IllegalArgumentException("maxRuns is at least 1, but was " + maxRuns);
    }
  }

  /**
   * The rule's first run strictly after {@code after} and within the bounds, or nothing.
   *
   * @param runs how many runs there have been
   */
  public Optional<Instant> next(Rule rule, Instant after, ZoneId zone, long runs) {
    if (maxRuns != null && runs >= maxRuns) {
      return Optional.empty();
    }
    Instant from = start != null && after.isBefore(start) ? start.minusNanos(1) : after;
    return rule.next(from, zone).filter(r -> end == null || !r.isAfter(end));
  }

  /** The next runs strictly after {@code after}, at most {@code most} of them, in order. */
  public List<Instant> upcoming(Rule rule, Instant after, ZoneId zone, long runs, int most) {
    List<Instant> upcoming = new ArrayList<>();
    Optional<Instant> run = next(rule, after, zone, runs);
    while (run.isPresent() && upcoming.size() < most) {
      upcoming.add(run.get());
      run = next(rule, run.get(), zone, runs + upcoming.size());
    }
    return List.copyOf(upcoming);
  }
}
