package dev.caravan.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When a failed send is tried again: exponential with full jitter, and given up only when both the
 * tries and the age are used up.
 *
 * @param first the ceiling before the second try; it doubles with every further one
 * @param longest the highest ceiling
 * @param tries how many there are at least
 * @param age how long it is tried at least, counted from the first
 */
public record Backoff(Duration first, Duration longest, int tries, Duration age) {

  /** Five tries and six hours, from one second up to five minutes apart. */
  public static final Backoff USUAL =
      new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), 5, Duration.ofHours(6));

  /** How long to wait after {@code attempts} tries; at least what the platform asked for. */
  Duration after(int attempts, @Nullable Duration asked, RandomGenerator random) {
    long ceiling =
        Math.min(longest.toMillis(), first.toMillis() << Math.min(20, Math.max(0, attempts - 1)));
    Duration wait = Duration.ofMillis(random.nextLong(ceiling + 1));
    return asked != null && asked.compareTo(wait) > 0 ? asked : wait;
  }

  /** Whether a message tried {@code attempts} times since {@code firstAttempt} is given up. */
  boolean exhausted(int attempts, Instant firstAttempt, Instant now) {
    return attempts >= tries && !now.isBefore(firstAttempt.plus(age));
  }
}
