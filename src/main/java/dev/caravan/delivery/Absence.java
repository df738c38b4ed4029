package dev.caravan.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a connection rests whose route is away, as amid a swap or while a site's own is broken:
 * such a try is none, and would otherwise be made as fast as the machine can.
 */
final class Absence {
  /** A swap takes well under a second. */
  private static final Duration FIRST = Duration.ofMillis(200);

  /** What a long absence lasts longer than its end, at most. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private Duration next = FIRST;
  private Instant until = Instant.MIN;

  /** The route was away for a call that has just ended; those of one moment count as one. */
  synchronized void away(Instant now) {
    if (!until.isAfter(now)) {
      until = now.plus(next);
      Duration twice = next.multipliedBy(2);
      next = twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
    }
  }

  /** It was there. */
  synchronized void over() {
    next = FIRST;
  }

  /** Until when it rests; in the past where it does not. */
  synchronized Instant until() {
    return until;
  }
}
