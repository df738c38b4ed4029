package dev.caravan.bench;

import java.util.Arrays;

/** Many numbers in the order in which they came. Not thread-safe. */
final class Numbers {
  private long[] kept = new long[1024];
  private int size;

  void add(long number) {
    if (size == kept.length) {
      kept = Arrays.copyOf(kept, 2 * size);
    }
    kept[size++] = number;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  /** The place of the first that is no less, of numbers that rise. */
  int firstAtLeast(long number) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (kept[middle] < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** How many come within so much of the first. */
  String within(long span) {
    return Integer.toString(size == 0 ? 0 : firstAtLeast(kept[0] + span));
  }

  /** How many lie in the fullest window of this width, wherever it begins. */
  String busiest(long width) {
    int most = 0;
    int from = 0;
    for (int i = 0; i < size; i++) {
      while (kept[i] - kept[from] >= width) {
        from++;
      }
      most = Math.max(most, i - from + 1);
    }
    return Integer.toString(most);
  }

  /** How they are spread. */
  record Spread(long count, long p50, long p95, long p99, long most) {
    static Spread read(String written) {
      long[] f = Arrays.stream(written.split(" ", -1)).mapToLong(Long::parseLong).toArray();
      return new Spread(f[0], f[1], f[2], f[3], f[4]);
    }
  }

  String written() {
    if (size == 0) {
      return "0 0 0 0 0";
    }
    long[] sorted = Arrays.copyOf(kept, size);
    Arrays.sort(sorted);
    return "%d %d %d %d %d"
        .formatted(
            size,
            sorted[size / 2],
            sorted[(int) (size * 0.95)],
            sorted[(int) (size * 0.99)],
            sorted[size - 1]);
  }
}
