package dev.caravan.delivery;

import dev.caravan.platform.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How many calls a connection makes at once: one more for each round of good answers, half as many
 * after a failure, a 429 or a slow answer, as TCP has it (RFC 5681, section 3.1).
 */
final class Concurrency {
  private static final double LESS = 0.5;

  /** An answer so many times slower than the fastest lately means that calls queue over there. */
  private static final int SLOWER = 3;

  /** Faster than this is never slow: garbage collection and a busy machine are of this size. */
  private static final Duration NEVER_SLOW = Duration.ofMillis(250);

  /** The fastest answer is forgotten after one to two of these: platforms and ways change. */
  private static final Duration MEMORY = Duration.ofMinutes(1);

  private final Connection.Calls range;
  private final InstantSource clock;
  private double calls;
  private Instant lowered = Instant.MIN;
  private Instant remembering = Instant.MIN;
  private Duration fastest = Duration.ofDays(1);
  private Duration fastestBefore = Duration.ofDays(1);

  Concurrency(Connection.Calls range, InstantSource clock) {
    this.range = range;
    this.clock = clock;
    this.calls = range.start();
  }

  /** How many calls may be in flight now. */
  synchronized int now() {
    return (int) calls;
  }

  /** From how many, and up to how many. */
  Connection.Calls range() {
    return range;
  }

  /** Follows an answer that took so long, one of {@code inFlight} that were asked for at once. */
  synchronized void answered(Sign sign, Duration took, int inFlight) {
    Instant now = clock.instant();
    boolean slow = sign == Sign.WELL && isSlow(took, now);
    if (sign == Sign.WELL && !slow) {
      // What is not used up proves nothing about more.
      if (inFlight >= calls / 2) {
        calls = Math.min(range.max(), calls + 1 / calls);
      }
    } else if (sign != Sign.NOTHING && !now.minus(took).isBefore(lowered)) {
      // Calls that were in flight when it was lowered tell the same trouble once more.
      calls = Math.max(range.min(), calls * LESS);
      lowered = now;
    }
  }

  /** Begins again from the least, as after an outage: all that waited comes at once. */
  synchronized void restart() {
    calls = range.min();
    lowered = clock.instant();
  }

  private boolean isSlow(Duration took, Instant now) {
    if (!now.isBefore(remembering.plus(MEMORY))) {
      fastestBefore = fastest;
      fastest = took;
      remembering = now;
    }
    fastest = least(fastest, took);
    Duration usual = least(fastest, fastestBefore);
    return took.compareTo(NEVER_SLOW) > 0 && took.compareTo(usual.multipliedBy(SLOWER)) > 0;
  }

  private static Duration least(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
