package dev.caravan.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** How a platform counts: by its own clock, in every window, wherever it begins. */
final class SlidingWindows {
  private SlidingWindows() {}

  /** The most of these moments that any window of this length holds, its end excluded. */
  static int fullest(Collection<Instant> moments, Duration window) {
    List<Instant> sorted = new ArrayList<>(moments);
    sorted.sort(null);
    int fullest = 0;
    int first = 0;
    for (int last = 0; last < sorted.size(); last++) {
      while (!sorted.get(last).isBefore(sorted.get(first).plus(window))) {
        first++;
      }
      fullest = Math.max(fullest, last - first + 1);
    }
    return fullest;
  }
}
