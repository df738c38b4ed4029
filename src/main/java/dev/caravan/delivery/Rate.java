package dev.caravan.delivery;

import java.time.Instant;

/** How many a second, over the last ten whole seconds. */
final class Rate {
  private static final int SECONDS = 10;

  private final long[] counts = new long[SECONDS + 1];
  private final long[] seconds = new long[SECONDS + 1];

  /** Counts one at this moment. */
  synchronized void count(Instant now) {
    long second = now.getEpochSecond();
    int slot = (int) (second % counts.length);
    if (seconds[slot] != second) {
      seconds[slot] = second;
      counts[slot] = 0;
    }
    counts[slot]++;
  }

  /** The mean over the ten seconds before this one. */
  synchronized double perSecond(Instant now) {
    long second = now.getEpochSecond();
    long sum = 0;
    for (int i = 0; i < counts.length; i++) {
      if (seconds[i] < second && seconds[i] >= second - SECONDS) {
        sum += counts[i];
      }
    }
    return (double) sum / SECONDS;
  }
}
