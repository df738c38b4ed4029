package dev.caravan.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/** The lanes of one connection, guarded: what its pump, its sends and its submitters share. */
final class Window implements Settler.Settled {
  /** Rows held in memory; a million waiting messages need no more. */
  private static final int ROWS = 4_000;

  /**
   * And what they weigh, in characters: a thousand a row, twice what an ordinary message has. Nine
   * connections full of the longest take 50 million.
   */
  private static final long WEIGHT = 4_000_000;

  private final Lanes lanes;
  private final Semaphore signal = new Semaphore(0);

  /** The rows in flight, by their seq. */
  private final Set<Long> flying = new HashSet<>();

  /** Those that were in flight at any time since the running fetch began. */
  private final Set<Long> touched = new HashSet<>();

  /**
   * How many go on beside what an earlier owner left in flight, however much that is: until it is
   * settled or in doubt it holds its lanes, but a take-over is no standstill.
   */
  private static final int BESIDE = 2;

  /** What others began, and holds a place all the same. */
  private int adopted;

  /** A window; {@code passing} lets a message pass one that waits for its next try. */
  Window(boolean passing) {
    this(new Lanes(ROWS, WEIGHT, passing));
  }

  Window(Lanes lanes) {
    this.lanes = lanes;
  }

  /** Takes a row straight after its commit, or leaves it in the table for the next fetch. */
  synchronized void offer(Queued row) {
    lanes.offer(row);
    signal.release();
  }

  /** Says that the table may hold something new. */
  synchronized void lookAgain() {
    lanes.lookAgain();
  }

  /** Takes heads into flight, as many as there is room for beside those in flight. */
  synchronized List<Queued> take(IntUnaryOperator room, Instant now) {
    int most = room.applyAsInt(inFlight());
    if (passing()) {
      most = Math.max(most, Math.min(room.applyAsInt(flying.size()), BESIDE - flying.size()));
    }
    List<Queued> heads = lanes.take(most, now);
    for (Queued head : heads) {
      flying.add(head.seq());
      touched.add(head.seq());
    }
    return heads;
  }

  /** Counts a send that somebody else began. */
  synchronized void adopt(String recipient) {
    lanes.block(recipient);
    adopted++;
  }

  /** What somebody else began has ended; what became of it is in the table. */
  synchronized void released(Queued row) {
    adopted--;
    lanes.left(row.recipient());
    signal.release();
  }

  /** What somebody else began was in doubt, and is settled as such. */
  synchronized void released(Settlement settlement) {
    adopted--;
    free(settlement);
  }

  /** A row left the outbox, or is to be read anew from it. */
  synchronized void left(Queued row) {
    flying.remove(row.seq());
    lanes.left(row.recipient());
    signal.release();
  }

  /** A row stays; nothing of its lane goes before {@code hold}. */
  synchronized void again(Queued row, Instant hold) {
    flying.remove(row.seq());
    lanes.again(row, hold);
    signal.release();
  }

  @Override
  public synchronized void written(Settlement settlement) {
    flying.remove(settlement.row().seq());
    free(settlement);
  }

  private void free(Settlement settlement) {
    Queued remaining = settlement.remaining();
    if (remaining == null) {
      lanes.left(settlement.row().recipient());
    } else {
      lanes.again(remaining, Instant.MIN);
    }
  }

  @Override
  public void batchEnded() {
    signal.release();
  }

  /** For which urgencies, a bit each, the table may hold something that there is room for. */
  synchronized int wanted() {
    return lanes.wanted();
  }

  /** Whether there is room for a whole page. */
  synchronized boolean hasRoomForAPage() {
    return lanes.hasRoomForAPage();
  }

  /** Begins a walk over all lanes that the table has of an urgency. */
  synchronized void beginCircle(int urgency) {
    lanes.beginCircle(urgency);
  }

  /**
   * Begins a fetch. The table is read while sends go on and settle, and may show a row as it was
   * before: what is in flight at any time from here on is not taken from what the fetch brings.
   */
  synchronized void beginFetch() {
    touched.clear();
    touched.addAll(flying);
  }

  /** Takes what a fetch brought. */
  synchronized void load(OutboxTable.Page page) {
    for (OutboxTable.LaneRows lane : page.lanes()) {
      Queued first = lane.rows().get(0);
      lanes.load(
          first.recipient(),
          first.urgency(),
          lane.rows().stream().filter(row -> !touched.contains(row.seq())).toList(),
          lane.full());
    }
    signal.release();
  }

  /** Ends the walk that {@link #beginCircle} began. */
  synchronized void endCircle(int urgency) {
    lanes.endCircle(urgency);
  }

  /** When the next waiting lane may go on. */
  synchronized Instant nextWake() {
    return lanes.nextWake();
  }

  synchronized int inFlight() {
    return flying.size() + adopted;
  }

  /** Whether a send could begin now, were there one; {@code free} says so of how many are on. */
  synchronized boolean hasFree(IntPredicate free) {
    return free.test(inFlight()) || (passing() && free.test(flying.size()));
  }

  private boolean passing() {
    return adopted > 0 && flying.size() < BESIDE;
  }

  synchronized int size() {
    return lanes.size();
  }

  /** Ends a wait. */
  void wake() {
    signal.release();
  }

  /** Waits until somebody signals, at most so long. */
  void await(Duration atMost) throws InterruptedException {
    if (signal.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
      signal.drainPermits();
    }
  }
}
