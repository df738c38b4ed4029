package dev.caravan.delivery;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The lanes of one connection, guarded: what its pump, its sends and its submitters share. */
final class Window {
  /** Rows held in memory; a million waiting messages need no more. */
  private static final int ROWS = 4_000;

  private static final int LANES_A_PAGE = 250;
  private static final int ROWS_A_LANE = 8;
  private static final int URGENT_LANES = 16;

  private final Lanes lanes;
  private final Semaphore signal = new Semaphore(0);
  private OutboxTable.Cursor cursor = OutboxTable.Cursor.START;
  private int inFlight;

  /** A window; {@code passing} lets a message pass one that waits for its next try. */
  Window(boolean passing) {
    this.lanes = new Lanes(ROWS, passing);
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

  /** Takes heads into flight: never more at once than {@code concurrency}, nor than are allowed. */
  synchronized List<Queued> take(
      int concurrency, java.util.function.IntUnaryOperator allowed, Instant now) {
    int free = Math.max(0, concurrency - inFlight);
    List<Queued> heads = lanes.take(free == 0 ? 0 : allowed.applyAsInt(free), now);
    inFlight += heads.size();
    return heads;
  }

  /** Counts a send that somebody else began. */
  synchronized void adopt(String recipient) {
    lanes.block(recipient);
    inFlight++;
  }

  /** A row left the outbox, or is to be read anew from it. */
  synchronized void left(Queued row) {
    inFlight--;
    lanes.left(row.recipient());
    signal.release();
  }

  /** A row stays; nothing of its lane goes before {@code hold}. */
  synchronized void again(Queued row, Instant hold) {
    inFlight--;
    lanes.again(row, hold);
    signal.release();
  }

  /** Fetches as long as there is room for what has not been seen. */
  void refill(OutboxTable outbox, String connection) throws SQLException {
    if (urgentUnseen()) {
      OutboxTable.Page first =
          outbox.fetch(connection, OutboxTable.Cursor.START, URGENT_LANES, ROWS_A_LANE);
      loadUrgent(first);
    }
    while (wantsFetch()) {
      OutboxTable.Page page = outbox.fetch(connection, cursor, LANES_A_PAGE, ROWS_A_LANE);
      if (!load(page)) {
        return;
      }
    }
  }

  /** Not where a walk is about to begin: it begins with the most urgent by itself. */
  private synchronized boolean urgentUnseen() {
    boolean begins = cursor.equals(OutboxTable.Cursor.START) && lanes.wantsFetch();
    return lanes.takeUrgentUnseen() && !begins;
  }

  private synchronized void loadUrgent(OutboxTable.Page page) {
    page.lanes().forEach(lane -> lanes.load(lane.rows(), lane.full()));
  }

  private synchronized boolean wantsFetch() {
    if (!lanes.wantsFetch()) {
      return false;
    }
    if (cursor.equals(OutboxTable.Cursor.START)) {
      lanes.beginCircle();
    }
    return true;
  }

  private synchronized boolean load(OutboxTable.Page page) {
    page.lanes().forEach(lane -> lanes.load(lane.rows(), lane.full()));
    cursor = page.next() == null ? OutboxTable.Cursor.START : page.next();
    if (page.next() == null) {
      lanes.endCircle();
      return false;
    }
    return lanes.hasRoom();
  }

  /** When the next waiting lane may go on. */
  synchronized Instant nextWake() {
    return lanes.nextWake();
  }

  /** Whether a send could begin now, were there one. */
  synchronized boolean hasFree(int concurrency) {
    return inFlight < concurrency;
  }

  synchronized int inFlight() {
    return inFlight;
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

  /** What becomes of a settled row in its lane. */
  Consumer<Settlement> release() {
    return settlement -> {
      Queued remaining = settlement.remaining();
      if (remaining == null) {
        left(settlement.row());
      } else {
        again(remaining, Instant.MIN);
      }
    };
  }
}
