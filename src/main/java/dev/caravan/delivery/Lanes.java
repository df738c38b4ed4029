package dev.caravan.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The window in memory over one connection's outbox: a lane a recipient, never two in flight in
 * one, first in first out within a priority, lanes served in {@link Turns}. Not thread-safe; its
 * pump guards it.
 */
final class Lanes {
  /** Of the window, what lanes may hold besides that wait for a time: a quarter. */
  private static final int WAITING = 4;

  private final boolean passing;
  private final Map<String, Lane> lanes = new HashMap<>();
  private final Turns turns = new Turns();
  private final Unseen unseen = new Unseen();
  private final Room room;
  private final Parking parking;

  /**
   * A window of so many rows of such a {@link Weight} in all, and a quarter more that wait; {@code
   * passing} lets a message pass one that waits for its next try.
   */
  Lanes(int rows, long weight, boolean passing) {
    this.passing = passing;
    this.room = new Room(rows, weight);
    this.parking = new Parking(new Room(Math.max(1, rows / WAITING), weight / WAITING));
  }

  /**
   * Takes a row straight after its commit, unless rows outside of memory may precede it: then it
   * stays in the table until it is fetched.
   */
  boolean offer(Queued fresh) {
    int urgency = fresh.urgency();
    Lane lane = lanes.get(fresh.recipient());
    if (lane != null && lane.isBehind(urgency)) {
      // The lane itself looks into the table once it has run out.
      lane.more(urgency, true);
      return false;
    }
    if (unseen.at(urgency) || !room.hasRoom(urgency)) {
      unseen.miss(urgency);
      return false;
    }
    lane = lane(fresh.recipient());
    add(lane, fresh);
    place(lane);
    return true;
  }

  /** Says that the table may hold rows that are not here, and that a walk may have passed. */
  void lookAgain() {
    for (int urgency = 0; urgency < Queued.URGENCIES; urgency++) {
      unseen.miss(urgency);
    }
  }

  /** For which urgencies, a bit each, a fetch could bring something that there is room for. */
  int wanted() {
    int wanted = 0;
    for (int urgency = 0; urgency < Queued.URGENCIES; urgency++) {
      if (unseen.at(urgency) && room.wants(urgency)) {
        wanted |= 1 << urgency;
      }
    }
    return wanted;
  }

  /** Whether there is room for a whole page. */
  boolean hasRoomForAPage() {
    return room.isHalfFree();
  }

  /** Begins a walk over all lanes that the table has of an urgency. */
  void beginCircle(int urgency) {
    unseen.begin(urgency);
  }

  /** Ends the walk; nothing is unseen any more unless a row was missed meanwhile. */
  void endCircle(int urgency) {
    unseen.end(urgency);
  }

  /**
   * Takes rows of one recipient at one urgency, in order of their seq.
   *
   * @param full whether the table may hold more of them
   */
  void load(String recipient, int urgency, List<Queued> rows, boolean full) {
    Lane lane = rows.isEmpty() ? lanes.get(recipient) : lane(recipient);
    if (lane == null) {
      if (full) {
        unseen.miss(urgency);
      }
      return;
    }
    if (lane.waitsFor(urgency)) {
      lane.more(urgency, true);
      return;
    }
    rows.forEach(row -> add(lane, row));
    lane.more(urgency, full);
    place(lane);
  }

  /** Takes at most {@code most} heads, each lane becoming busy. */
  List<Queued> take(int most, Instant now) {
    wake(now);
    List<Queued> heads = new ArrayList<>();
    while (heads.size() < most) {
      Lane lane = turns.next();
      if (lane == null) {
        break;
      }
      Queued head = lane.takeNext(now);
      room.remove(head);
      lane.busy = true;
      unseen.missAll(lane.takeRunOut());
      heads.add(head);
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
    Lane lane = lane(row.recipient());
    lane.busy = false;
    lane.close(hold);
    add(lane, row);
    place(lane);
  }

  /** Holds a lane that somebody else's unfinished send belongs to, until {@link #left}. */
  void block(String recipient) {
    Lane lane = lane(recipient);
    goOn(lane);
    lane.busy = true;
    // Its place in a turn is void from now on, and it is to be given a new one when it is free.
    lane.listed = Lane.NOWHERE;
  }

  /** When the next waiting lane may go on; {@link Instant#MAX} where none waits. */
  Instant nextWake() {
    return parking.next();
  }

  /** Rows in memory, for a gauge. */
  int size() {
    return room.rows() + parking.room().rows();
  }

  private Lane lane(String recipient) {
    return lanes.computeIfAbsent(recipient, r -> new Lane(r, passing));
  }

  private void add(Lane lane, Queued row) {
    if (lane.rows.add(row)) {
      (lane.spot == null ? room : parking.room()).add(row);
    }
  }

  /** Puts a free lane where it belongs: in turn, among the waiting, or away. */
  private void place(Lane lane) {
    if (lane.busy) {
      return;
    }
    if (lane.rows.isEmpty()) {
      remove(lane);
      return;
    }
    Instant until = lane.until();
    if (until.equals(Instant.MIN)) {
      goOn(lane);
      turns.add(lane);
    } else {
      lane.listed = Lane.NOWHERE;
      wait(lane, until);
    }
  }

  private void wait(Lane lane, Instant until) {
    if (lane.spot == null) {
      move(lane, room, parking.room());
    }
    parking.park(lane, until);
    for (Lane gone = parking.tidy(); gone != null; gone = parking.tidy()) {
      remove(gone);
    }
  }

  /** Lets a lane wait for nothing any more. */
  private void goOn(Lane lane) {
    if (lane.spot != null) {
      parking.leave(lane);
      move(lane, parking.room(), room);
    }
  }

  private static void move(Lane lane, Room from, Room to) {
    for (Queued row : lane.rows.all()) {
      from.remove(row);
      to.add(row);
    }
  }

  private void remove(Lane lane) {
    goOn(lane);
    unseen.missAll(lane.takeRunOut());
    lanes.remove(lane.recipient);
  }

  private void wake(Instant now) {
    for (Lane due = parking.due(now); due != null; due = parking.due(now)) {
      move(due, parking.room(), room);
      if (!due.rows.isEmpty()) {
        due.open(now);
      }
      place(due);
    }
  }
}
