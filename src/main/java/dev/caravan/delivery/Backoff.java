package dev.caravan.delivery;

import dev.caravan.platform.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** When a failed send is tried again: exponential with full jitter. */
record Backoff(Retry retry) {
  /** As often as is usual. */
  static final Backoff USUAL = new Backoff(Retry.USUAL);

  /** How long to wait after {@code attempts} tries; at least what the platform asked for. */
  Duration after(int attempts, @Nullable Duration asked, RandomGenerator random) {
    int doublings = Math.min(20, Math.max(0, attempts - 1));
    long ceiling =
        Math.min(retry.longest().toMillis(), Math.max(1, retry.first().toMillis()) << doublings);
    Duration wait = Duration.ofMillis(random.nextLong(ceiling + 1));
    return asked != null && asked.compareTo(wait) > 0 ? asked : wait;
  }

  /** Whether a message tried {@code attempts} times since {@code firstAttempt} is given up. */
  boolean exhausted(int attempts, Instant firstAttempt, Instant now) {
    return attempts >= retry.attempts() && !now.isBefore(firstAttempt.plus(retry.age()));
  }
}
