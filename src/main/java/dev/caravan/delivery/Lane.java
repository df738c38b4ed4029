package dev.caravan.delivery;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
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

  /** Where it waits for a time; null where it does not. */
  Parking.@Nullable Spot spot;

  /** A bit for each urgency of which the table may hold rows of this lane that are not here. */
  private int more;

  private long opened = -1;

  /** How many of its rows in a row have passed a less urgent one. */
  private int passed;

  /** A lane; {@code passing} says whether a message may pass one that waits for its next try. */
  Lane(String recipient, boolean passing) {
    this.recipient = recipient;
    this.rows = new Rows(passing);
  }

  /** The level its head is served at. */
  int level() {
    return rows.first().urgency();
  }

  /** Says whether the table may hold more rows of this urgency than are here. */
  void more(int urgency, boolean full) {
    more = full ? more | (1 << urgency) : more & ~(1 << urgency);
  }

  /** Whether rows go before a new one of this urgency that may be in the table alone. */
  boolean isBehind(int urgency) {
    return hasMore(urgency) || waitsFor(urgency);
  }

  /** Whether it has given back what goes before this urgency: nothing may slip past that. */
  boolean waitsFor(int urgency) {
    for (int higher = 0; higher < urgency; higher++) {
      if (hasMore(higher) && !rows.has(higher)) {
        return true;
      }
    }
    return false;
  }

  private boolean hasMore(int urgency) {
    return ((more >> urgency) & 1) == 1;
  }

  /**
   * The urgencies, a bit each, of which nothing is left here and something may be in the table;
   * whoever asks sees to them.
   */
  int takeRunOut() {
    int out = 0;
    for (int urgency = 0; more != 0 && urgency < Queued.URGENCIES; urgency++) {
      if (hasMore(urgency) && !rows.has(urgency)) {
        out |= 1 << urgency;
      }
    }
    more &= ~out;
    return out;
  }

  /** Drops its rows from memory, but for its head where {@code kept} is 1; the table has them. */
  void giveBack(Room room, int kept) {
    List<Queued> order = rows.all();
    for (Queued row : order.subList(kept, order.size())) {
      rows.remove(row);
      room.remove(row);
      more(row.urgency(), true);
    }
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

  /**
   * Takes out what goes next: the most urgent, and within an urgency the oldest. Every tenth time
   * it is the oldest of the less urgent, whose recipient nobody else can serve.
   */
  Queued takeNext(Instant now) {
    rows.admit(now);
    Queued first = rows.first();
    if (first.state().part() == 0 && !rows.hasBelow(first)) {
      passed = 0;
    } else if (first.state().part() == 0 && ++passed >= Turns.SHARE) {
      Queued older = rows.oldestBelow(first);
      Instant notBefore = older.state().notBefore();
      if (notBefore == null || !notBefore.isAfter(now)) {
        passed = 0;
        first = older;
      }
    }
    rows.remove(first);
    return first;
  }

  /** The rows in the order in which they go. */
  static final class Rows {
    private static final Comparator<Queued> BY_TIME =
        Comparator.comparing(row -> requireNonNullElse(row.state().notBefore(), Instant.MIN));

    private final SortedSet<Queued> sorted = new TreeSet<>(ORDER);

    /** By their seq, those that wait for their next try and let others pass. */
    private final Map<Long, Queued> aside = new HashMap<>(0);

    private final int[] counts = new int[Queued.URGENCIES];
    private final boolean passing;

    private Rows(boolean passing) {
      this.passing = passing;
    }

    /** Whether the row was not there yet. */
    boolean add(Queued row) {
      boolean fresh;
      if (!passing || row.state().notBefore() == null || row.state().part() > 0) {
        fresh = sorted.add(row);
      } else {
        fresh = !sorted.contains(row) && aside.putIfAbsent(row.seq(), row) == null;
      }
      if (fresh) {
        counts[row.urgency()]++;
      }
      return fresh;
    }

    private void remove(Queued row) {
      if (!sorted.remove(row)) {
        aside.remove(row.seq());
      }
      counts[row.urgency()]--;
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

    /** Whether there is one of this urgency. */
    boolean has(int urgency) {
      return counts[urgency] > 0;
    }

    /** Whether one less urgent is in the order. */
    private boolean hasBelow(Queued row) {
      return sorted.last().urgency() > row.urgency();
    }

    /** The oldest of those less urgent; there must be one. */
    private Queued oldestBelow(Queued row) {
      return sorted.stream()
          .filter(r -> r.urgency() > row.urgency())
          .min(Comparator.comparingLong(Queued::seq))
          .orElseThrow();
    }

    /** All of them, the one that goes first at the head. */
    List<Queued> all() {
      List<Queued> all = new ArrayList<>(sorted);
      aside.values().stream().sorted(BY_TIME).forEach(all::add);
      return all;
    }

    int size() {
      return sorted.size() + aside.size();
    }

    boolean isEmpty() {
      return sorted.isEmpty() && aside.isEmpty();
    }
  }
}
