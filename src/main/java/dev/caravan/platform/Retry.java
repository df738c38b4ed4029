package dev.caravan.platform;

import java.time.Duration;

/**
 * When a failed send is tried again, and when it is given up: only when both the tries and the age
 * are used up.
 *
 * @param attempts how many tries there are at least, from 1
 * @param age how long it is tried at least, counted from the first try; may be zero
 * @param first the ceiling of the wait before the second try; it doubles with every further one
 * @param longest the highest ceiling, not below {@code first}
 */
public record Retry(int attempts, Duration age, Duration first, Duration longest) {

  /** Five tries and six hours, from one second up to five minutes apart. */
  public static final Retry USUAL =
      new Retry(5, Duration.ofHours(6), Duration.ofSeconds(1), Duration.ofMinutes(5));
}
