package dev.caravan.delivery;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The lanes that wait for a time. Their rows have room of their own; where that is used up, the
 * lanes that wait longest give theirs back to the table: first all but their heads, then those too,
 * and keep nothing but their time. So those who wait keep nobody from going.
 */
final class Parking {
  /** Lanes that keep nothing but their time; beyond, the table is walked over for them. */
  private static final int MOST_EMPTY = 10_000;

  private static final Comparator<Spot> ORDER =
      Comparator.comparing(Spot::until).thenComparingLong(Spot::number);

  private final Room room;
  private final TreeSet<Spot> whole = new TreeSet<>(ORDER);
  private final TreeSet<Spot> heads = new TreeSet<>(ORDER);
  private final TreeSet<Spot> empty = new TreeSet<>(ORDER);
  private long number;

  /** Where a lane waits; the number tells those apart that wait for the same moment. */
  record Spot(Lane lane, Instant until, long number) {}

  Parking(Room room) {
    this.room = room;
  }

  /** What the waiting lanes hold; whoever changes that counts it. */
  Room room() {
    return room;
  }

  /** Lets a lane wait until then, with what it holds, whether or not it waits already. */
  void park(Lane lane, Instant until) {
    leave(lane);
    put(lane, until, lane.rows.size() > 1 ? whole : heads);
  }

  private void put(Lane lane, Instant until, SortedSet<Spot> where) {
    Spot spot = new Spot(lane, until, number++);
    lane.spot = spot;
    where.add(spot);
  }

  /** Lets a lane wait no longer. */
  void leave(Lane lane) {
    Spot spot = lane.spot;
    if (spot != null) {
      if (!whole.remove(spot) && !heads.remove(spot)) {
        empty.remove(spot);
      }
      lane.spot = null;
    }
  }

  /** A lane whose time has come; it waits no longer. Null where there is none. */
  @Nullable Lane due(Instant now) {
    Spot next = first();
    if (next == null || next.until().isAfter(now)) {
      return null;
    }
    leave(next.lane());
    return next.lane();
  }

  /** When the next of them may go on; {@link Instant#MAX} where none waits. */
  Instant next() {
    Spot next = first();
    return next == null ? Instant.MAX : next.until();
  }

  private @Nullable Spot first() {
    return earlier(earlier(first(whole), first(heads)), first(empty));
  }

  private static @Nullable Spot first(SortedSet<Spot> spots) {
    return spots.isEmpty() ? null : spots.first();
  }

  private static @Nullable Spot earlier(@Nullable Spot a, @Nullable Spot b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return ORDER.compare(a, b) <= 0 ? a : b;
  }

  /** Has lanes give their rows back until the rest has room; answers one to be forgotten whole. */
  @Nullable Lane tidy() {
    while (room.isOver() && !(whole.isEmpty() && heads.isEmpty())) {
      if (whole.isEmpty()) {
        Spot last = heads.last();
        leave(last.lane());
        last.lane().giveBack(room, 0);
        // At most one walk a second for all of them.
        put(last.lane(), last.until().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1), empty);
      } else {
        Spot last = whole.last();
        leave(last.lane());
        last.lane().giveBack(room, 1);
        put(last.lane(), last.until(), heads);
      }
    }
    if (empty.size() <= MOST_EMPTY) {
      return null;
    }
    Lane forgotten = empty.last().lane();
    leave(forgotten);
    return forgotten;
  }
}
