package dev.caravan.delivery;

import java.sql.SQLException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The walk over the lanes in the table that fills a window, beside its pump: a page of 250 lanes
 * takes some milliseconds, in which marks and sends go on.
 */
final class Walk implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Walk.class);
  private static final int LANES_A_PAGE = 250;
  private static final int ROWS_A_LANE = 8;
  private static final int URGENT_LANES = 16;

  private final String connection;
  private final OutboxTable outbox;
  private final Window window;
  private final AtomicBoolean running = new AtomicBoolean();
  private OutboxTable.Cursor cursor = OutboxTable.Cursor.START;
  private volatile boolean urgent;

  Walk(String connection, OutboxTable outbox, Window window) {
    this.connection = connection;
    this.outbox = outbox;
    this.window = window;
  }

  /** Goes on by itself as long as there is room for what has not been seen. */
  void goOn(Executor executor) {
    urgent |= window.takeUrgentUnseen();
    if ((urgent || window.wantsFetch()) && running.compareAndSet(false, true)) {
      executor.execute(this);
    }
  }

  @Override
  public void run() {
    try {
      mostUrgent();
      boolean room = true;
      while (room && window.wantsFetch()) {
        room = page();
      }
    } catch (SQLException e) {
      LOG.warn("{} cannot read its outbox and tries again: {}", connection, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("{} failed to read its outbox and tries again", connection, e);
    } finally {
      running.set(false);
    }
  }

  private void mostUrgent() throws SQLException {
    // Not where a walk is about to begin: it begins with the most urgent by itself.
    boolean begins = cursor.equals(OutboxTable.Cursor.START) && window.wantsFetch();
    if (urgent && !begins) {
      window.beginFetch();
      window.load(outbox.fetch(connection, OutboxTable.Cursor.START, URGENT_LANES, ROWS_A_LANE));
    }
    urgent = false;
  }

  /** Reads one page; answers whether there is room for the next. */
  private boolean page() throws SQLException {
    if (cursor.equals(OutboxTable.Cursor.START)) {
      window.beginCircle();
    }
    window.beginFetch();
    OutboxTable.Page page = outbox.fetch(connection, cursor, LANES_A_PAGE, ROWS_A_LANE);
    boolean room = window.load(page);
    if (page.next() == null) {
      cursor = OutboxTable.Cursor.START;
      window.endCircle();
      return false;
    }
    cursor = page.next();
    return room;
  }
}
