package dev.caravan.delivery;

/** Moments in their order, of which only the newest are kept. Not thread-safe. */
final class Moments {
  private final int most;
  private long[] ring = new long[4];
  private int first;
  private int size;

  /** Keeps at most {@code most}, which is at least 1. */
  Moments(int most) {
    this.most = most;
  }

  /** Adds one; one that is earlier than the last counts as the last. */
  void add(long at) {
    if (size == most) {
      first = place(1);
      size--;
    }
    if (size == ring.length) {
      grow();
    }
    long last = size == 0 ? at : get(size - 1);
    ring[place(size)] = Math.max(at, last);
    size++;
  }

  private void grow() {
    long[] larger = new long[(int) Math.min(most, 2L * ring.length)];
    for (int i = 0; i < size; i++) {
      larger[i] = get(i);
    }
    ring = larger;
    first = 0;
  }

  /** Takes the newest one away that is no later than this. */
  void remove(long at) {
    int i = size - 1;
    while (i >= 0 && get(i) > at) {
      i--;
    }
    if (i >= 0) {
      for (; i < size - 1; i++) {
        ring[place(i)] = get(i + 1);
      }
      size--;
    }
  }

  /** The one at this place, 0 being the oldest. */
  long get(int i) {
    return ring[place(i)];
  }

  int size() {
    return size;
  }

  /** How many are later than this. */
  int after(long moment) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (get(middle) > moment) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return size - low;
  }

  private int place(int i) {
    int at = first + i;
    return at < ring.length ? at : at - ring.length;
  }
}
