package dev.caravan.platform;

import java.time.Duration;

/**
 * At most {@code count} in any window of {@code per}; at most {@code burst} of them at once.
 *
 * @param burst from 1 to count
 */
public record Limit(int count, Duration per, int burst) {
  public Limit {
    if (count < 1 || burst < 1 || burst > count || per.isNegative() || per.isZero()) {
      throw new IllegalArgumentException(
          count
              + " per "
              + per
              + " with a burst of "
              + burst
              + " is no limit; 1 <= burst <= count, per > 0");
    }
  }

  /** A limit without a burst of its own: a tenth of the count at once. */
  public static Limit of(int count, Duration per) {
    return new Limit(count, per, Math.max(1, count / 10));
  }
}
