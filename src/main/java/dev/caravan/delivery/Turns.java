package dev.caravan.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is among the lanes that may go. The most urgent first, and within an urgency each
 * lane in turn; but every tenth turn goes to whoever has waited longest among the less urgent, so
 * that nobody is passed over for ever. Counted and not timed: it holds at every pace, and a single
 * urgent message is never made to wait for it.
 */
final class Turns {
  /** Of so many turns in a row one goes to the less urgent, as long as some of them wait. */
  static final int SHARE = 10;

  private final List<Deque<Lane>> waiting = new ArrayList<>();

  /** How many turns in a row have passed over somebody less urgent. */
  private int passed;

  Turns() {
    for (int i = 0; i < Queued.URGENCIES; i++) {
      waiting.add(new ArrayDeque<>());
    }
  }

  /** Gives a lane its place, behind those of its urgency; does nothing where it has it. */
  void add(Lane lane) {
    if (lane.listed != lane.level()) {
      lane.listed = lane.level();
      waiting.get(lane.listed).add(lane);
    }
  }

  /** The lane that goes next, which has no place any more; null where none may go. */
  @Nullable Lane next() {
    int top = mostUrgent();
    if (top == Lane.NOWHERE) {
      return null;
    }
    int oldest = oldestBelow(top);
    if (oldest == Lane.NOWHERE) {
      passed = 0;
      return taken(top);
    }
    passed = (passed + 1) % SHARE;
    return taken(passed == 0 ? oldest : top);
  }

  private int mostUrgent() {
    for (int level = 0; level < Queued.URGENCIES; level++) {
      if (first(level) != null) {
        return level;
      }
    }
    return Lane.NOWHERE;
  }

  /** The level below {@code top} whose next lane has the oldest head. */
  private int oldestBelow(int top) {
    int found = Lane.NOWHERE;
    long oldest = Long.MAX_VALUE;
    for (int level = top + 1; level < Queued.URGENCIES; level++) {
      Lane lane = first(level);
      if (lane != null && lane.rows.first().seq() < oldest) {
        oldest = lane.rows.first().seq();
        found = level;
      }
    }
    return found;
  }

  private Lane taken(int level) {
    Lane lane = waiting.get(level).remove();
    lane.listed = Lane.NOWHERE;
    return lane;
  }

  private @Nullable Lane first(int level) {
    Deque<Lane> turn = waiting.get(level);
    // A lane that became busy, waits, or whose head changed its level, left a void place behind.
    while (!turn.isEmpty() && (turn.peek().listed != level || turn.peek().busy)) {
      turn.remove();
    }
    return turn.peek();
  }
}
