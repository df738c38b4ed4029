package dev.caravan.web;

import java.time.Duration;

/**
 * How often somebody may call: {@code count} calls at once, which come back evenly over {@code
 * per}. So within {@code per} never more than twice the count.
 *
 * @param count from 1
 * @param per whole seconds, from 1
 */
public record CallLimit(int count, Duration per) {
  /** The most that may be asked for: more than a hub answers. */
  static final int MOST = 1_000_000;

  public CallLimit {
    if (count < 1 || per.toSeconds() < 1) {
      throw new IllegalArgumentException(count + " per " + per + " is no limit");
    }
  }
}
