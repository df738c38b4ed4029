package dev.caravan.delivery;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The window in memory over one connection's outbox: a lane a recipient, never two in flight in
 * one, first in first out within a priority, lanes served in turn. Not thread-safe; its pump guards
 * it.
 */
final class Lanes {
  private static final int URGENCIES = 5;

  /** The urgency of an ordinary message; smaller is more urgent. */
  private static final int NORMAL = 3;

  private final int window;
  private final boolean passing;
  private final Map<String, Lane> lanes = new HashMap<>();
  private final List<Deque<Lane>> ready = new ArrayList<>();
  private final PriorityQueue<Parked> parked =
      new PriorityQueue<>(Comparator.comparing(Parked::until));
  private int size;
  private long missed;
  private long missedBefore;
  private boolean unseen = true;
  private boolean urgentUnseen;
  private int circle;

  /** A lane that waits; void once the lane waits for another time. */
  private record Parked(Lane lane, Instant until) {}

  /** A window of at most {@code window} rows, each lane in strict order. */
  Lanes(int window) {
    this(window, false);
  }

  /** The same; {@code passing} lets a message pass one that waits for its next try. */
  Lanes(int window, boolean passing) {
    this.window = window;
    this.passing = passing;
    for (int i = 0; i < URGENCIES; i++) {
      ready.add(new ArrayDeque<>());
    }
  }

  /**
   * Takes a row straight after its commit, unless rows outside of memory may precede it: then it
   * stays in the table until it is fetched.
   */
  boolean offer(Queued fresh) {
    Lane lane = lanes.get(fresh.recipient());
    if (unseen || size >= window || (lane != null && lane.more)) {
      missed++;
      unseen = true;
      urgentUnseen |= fresh.urgency() < NORMAL;
      return false;
    }
    add(fresh);
    return true;
  }

  /** Says that the table may hold rows that are not here, and that a walk may have passed. */
  void lookAgain() {
    missed++;
    unseen = true;
    urgentUnseen = true;
  }

  /** Whether something urgent may wait outside of memory, asked once: it passes the walk's turn. */
  boolean takeUrgentUnseen() {
    boolean was = urgentUnseen;
    urgentUnseen = false;
    return was;
  }

  /** Whether a fetch could bring something that there is room for. */
  boolean wantsFetch() {
    return unseen && size <= window / 2;
  }

  /** Whether there is room for more rows. */
  boolean hasRoom() {
    return size < window;
  }

  /** Begins a walk over all lanes of the table. */
  void beginCircle() {
    circle++;
    missedBefore = missed;
  }

  /**
   * Takes rows of one recipient at one urgency, in order of their seq.
   *
   * @param full whether the table may hold more of them
   */
  void load(List<Queued> rows, boolean full) {
    for (Queued row : rows) {
      Lane lane = add(row);
      if (lane.circle != circle) {
        lane.circle = circle;
        lane.more = false;
      }
      lane.more |= full;
    }
  }

  /** Ends the walk; nothing is unseen any more unless a row was missed meanwhile. */
  void endCircle() {
    unseen = missed != missedBefore;
  }

  /** Takes at most {@code most} heads, each lane becoming busy; higher priorities first. */
  List<Queued> take(int most, Instant now) {
    wake(now);
    List<Queued> heads = new ArrayList<>();
    for (int level = 0; level < URGENCIES; level++) {
      Deque<Lane> turn = ready.get(level);
      while (heads.size() < most && !turn.isEmpty()) {
        Lane lane = turn.poll();
        // A lane that became busy, or whose head changed its level, left a void entry behind.
        if (lane.listed == level && !lane.busy) {
          lane.rows.admit(now);
          heads.add(lane.rows.removeFirst());
          size--;
          lane.listed = Lane.NOWHERE;
          lane.busy = true;
        }
      }
    }
    return heads;
  }

  /** Frees the lane of a row that left the outbox. */
  void left(String recipient) {
    Lane lane = lanes.get(recipient);
    if (lane != null) {
      lane.busy = false;
      place(lane);
    }
  }

  /** Puts a row back into its lane; nothing of the lane goes before {@code hold}. */
  void again(Queued row, Instant hold) {
    Lane lane = lanes.computeIfAbsent(row.recipient(), this::lane);
    lane.busy = false;
    lane.close(hold);
    if (lane.rows.add(row)) {
      size++;
    }
    place(lane);
  }

  /** Holds a lane that somebody else's unfinished send belongs to, until {@link #left}. */
  void block(String recipient) {
    Lane lane = lanes.computeIfAbsent(recipient, this::lane);
    lane.busy = true;
    // Its place in a turn is void from now on, and it is to be given a new one when it is free.
    lane.listed = Lane.NOWHERE;
  }

  /** When the next waiting lane may go on; {@link Instant#MAX} where none waits. */
  Instant nextWake() {
    Parked next = parked.peek();
    return next == null ? Instant.MAX : next.until();
  }

  /** Rows in memory, for a gauge. */
  int size() {
    return size;
  }

  private Lane lane(String recipient) {
    return new Lane(recipient, passing);
  }

  private Lane add(Queued row) {
    Lane lane = lanes.computeIfAbsent(row.recipient(), this::lane);
    if (lane.rows.add(row)) {
      size++;
      place(lane);
    }
    return lane;
  }

  /** Puts a free lane where it belongs: in turn, among the waiting, or away. */
  private void place(Lane lane) {
    if (lane.busy) {
      return;
    }
    if (lane.rows.isEmpty()) {
      if (lane.more) {
        lookAgain();
      }
      lanes.remove(lane.recipient);
      return;
    }
    Instant until = lane.until();
    if (!until.equals(Instant.MIN)) {
      lane.listed = Lane.NOWHERE;
      parked.add(new Parked(lane, until));
    } else if (lane.listed != lane.level()) {
      lane.listed = lane.level();
      ready.get(lane.listed).add(lane);
    }
  }

  private void wake(Instant now) {
    while (!parked.isEmpty() && !parked.peek().until().isAfter(now)) {
      Parked due = parked.remove();
      if (!due.lane().busy && due.until().equals(due.lane().until())) {
        due.lane().open(now);
        place(due.lane());
      }
    }
  }
}
