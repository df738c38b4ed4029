package dev.caravan.delivery;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

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
  final Rows rows;

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

  /** A lane; {@code passing} says whether a message may pass one that waits for its next try. */
  Lane(String recipient, boolean passing) {
    this.recipient = recipient;
    this.rows = new Rows(passing);
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
    Instant aside = rows.nextAside();
    if (aside != null) {
      return aside.isAfter(hold) ? aside : hold;
    }
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
  void open(Instant now) {
    rows.admit(now);
    opened = rows.first().seq();
    hold = Instant.MIN;
  }

  /** The rows in the order in which they go. */
  static final class Rows {
    private final SortedSet<Queued> sorted = new TreeSet<>(ORDER);

    /** By their seq, those that wait for their next try and let others pass. */
    private final Map<Long, Queued> aside = new HashMap<>();

    private final boolean passing;

    private Rows(boolean passing) {
      this.passing = passing;
    }

    /** Whether the row was not there yet. */
    boolean add(Queued row) {
      if (!passing || row.state().notBefore() == null || row.state().part() > 0) {
        return sorted.add(row);
      }
      return !sorted.contains(row) && aside.putIfAbsent(row.seq(), row) == null;
    }

    /** Takes those back into the order whose time has come. */
    void admit(Instant now) {
      aside
          .values()
          .removeIf(
              row -> {
                Instant until = row.state().notBefore();
                return (until == null || !until.isAfter(now)) && sorted.add(row);
              });
    }

    /** When the first of those aside may go, where no other row is left to go before it. */
    @Nullable Instant nextAside() {
      return sorted.isEmpty()
          ? aside.values().stream()
              .map(row -> row.state().notBefore())
              .filter(Objects::nonNull)
              .min(Comparator.naturalOrder())
              .orElse(null)
          : null;
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
      return sorted.isEmpty() && aside.isEmpty();
    }
  }
}
