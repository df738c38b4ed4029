package dev.caravan.delivery;

/**
 * At which urgencies the table may hold rows that are not in memory. A walk over all lanes of one
 * urgency, a circle, ends that, unless a row was missed meanwhile.
 */
final class Unseen {
  private final long[] missed = new long[Queued.URGENCIES];
  private final long[] before = new long[Queued.URGENCIES];

  /** A bit an urgency. */
  private int unseen = (1 << Queued.URGENCIES) - 1;

  /** Rows of this urgency may be there that a walk has passed. */
  void miss(int urgency) {
    missed[urgency]++;
    unseen |= 1 << urgency;
  }

  /** As {@link #miss}, for each urgency whose bit is set. */
  void missAll(int bits) {
    for (int urgency = 0; urgency < Queued.URGENCIES; urgency++) {
      if (((bits >> urgency) & 1) == 1) {
        miss(urgency);
      }
    }
  }

  /** Whether the table may hold rows of this urgency that are not in memory. */
  boolean at(int urgency) {
    return ((unseen >> urgency) & 1) == 1;
  }

  /** Begins a walk over all lanes of an urgency. */
  void begin(int urgency) {
    before[urgency] = missed[urgency];
  }

  /** Ends the walk that {@link #begin} began. */
  void end(int urgency) {
    if (missed[urgency] == before[urgency]) {
      unseen &= ~(1 << urgency);
    }
  }
}
