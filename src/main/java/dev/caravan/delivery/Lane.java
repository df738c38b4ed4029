package dev.caravan.delivery;

import java.time.Instant;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;

/** The rows in memory for one recipient, and whether one of them is in flight. */
final class Lane {
  /** Not in any turn. */
  static final int NOWHERE = -1;

  /** A message that has begun is finished first: nothing goes between its parts. */
  private static final Comparator<Queued> ORDER =
      Comparator.<Queued, Boolean>comparing(row -> row.state().part() == 0)
          .thenComparingInt(Queued::urgency)
          .thenComparingLong(Queued::seq);

  final String recipient;
  final Rows rows = new Rows();

  /** Whether one of its rows is in flight. */
  boolean busy;

  /** The level in whose turn it stands. */
  int listed = NOWHERE;

  /** Nothing goes before this: the recipient's own limit. */
  Instant hold = Instant.MIN;

  /** Whether the table may hold rows of this lane that are not here, and which walk said so. */
  boolean more;

  int circle;
  private long opened = -1;

  Lane(String recipient) {
    this.recipient = recipient;
  }

  /** The level its head is served at. */
  int level() {
    return rows.first().urgency();
  }

  /**
   * When its head may go; {@link Instant#MIN} means now. A retry that still waits holds back its
   * equals, while a higher priority, being the head, passes it.
   */
  Instant until() {
    Queued head = rows.first();
    Instant notBefore = head.state().notBefore();
    Instant own = notBefore == null || head.seq() == opened ? Instant.MIN : notBefore;
    return own.isAfter(hold) ? own : hold;
  }

  /** Says that the lane's head came back: the time that had come for it counts no more. */
  void close(Instant until) {
    opened = -1;
    hold = until;
  }

  /** Says that the time the lane waited for has come. */
  void open() {
    opened = rows.first().seq();
    hold = Instant.MIN;
  }

  /** The rows in the order in which they go. */
  static final class Rows {
    private final SortedSet<Queued> sorted = new TreeSet<>(ORDER);

    /** Whether the row was not there yet. */
    boolean add(Queued row) {
      return sorted.add(row);
    }

    Queued first() {
      return sorted.first();
    }

    Queued removeFirst() {
      Queued first = sorted.first();
      sorted.remove(first);
      return first;
    }

    boolean isEmpty() {
      return sorted.isEmpty();
    }

    void clear() {
      sorted.clear();
    }
  }
}
