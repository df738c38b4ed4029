package dev.caravan.delivery;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The walk over the lanes in the table that fills a window, beside its pump: a page of 250 lanes
 * takes some milliseconds, in which marks and sends go on. Each urgency is walked over for itself,
 * so that the rows of one are found however many another has; neighbours that begin anew share a
 * statement, and a table that fits into memory takes one for all.
 */
final class Walk implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Walk.class);
  private static final int ROWS_A_LANE = 8;

  /** In a run; whoever wants more begins another. */
  private static final int PAGES = 100;

  /** A page where half of the window is free. */
  private static final OutboxTable.Portion WHOLE =
      new OutboxTable.Portion(250, ROWS_A_LANE, 1_000_000);

  /** A page for what an urgency may hold though the window be full. */
  private static final OutboxTable.Portion SMALL =
      new OutboxTable.Portion(32, ROWS_A_LANE, 125_000);

  private final String connection;
  private final Source source;
  private final Window window;
  private final AtomicBoolean running = new AtomicBoolean();

  /** Behind which recipient each urgency's walk goes on; empty where it begins. */
  private final String[] reached = new String[Queued.URGENCIES];

  private int last;
  private boolean inTurn;

  /** What is walked over. */
  @FunctionalInterface
  interface Source {
    /** The first lanes of a stretch, with their first rows. */
    OutboxTable.Page fetch(
        String connection, OutboxTable.Stretch stretch, OutboxTable.Portion portion)
        throws SQLException;
  }

  Walk(String connection, Source source, Window window) {
    this.connection = connection;
    this.source = source;
    this.window = window;
    Arrays.fill(reached, "");
  }

  /** Goes on by itself as long as there is room for what has not been seen. */
  void goOn(Executor executor) {
    if (window.wanted() != 0 && running.compareAndSet(false, true)) {
      executor.execute(this);
    }
  }

  @Override
  public void run() {
    try {
      int wanted = window.wanted();
      for (int pages = 0; wanted != 0 && pages < PAGES; pages++) {
        page(stretch(wanted));
        wanted = window.wanted();
      }
    } catch (SQLException e) {
      LOG.warn("{} cannot read its outbox and tries again: {}", connection, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("{} failed to read its outbox and tries again", connection, e);
    } finally {
      running.set(false);
    }
  }

  /** The most urgent first, and the others in their turn: every second page is theirs. */
  private OutboxTable.Stretch stretch(int wanted) {
    int from = Integer.numberOfTrailingZeros(wanted);
    if (inTurn) {
      int behind = wanted & -(1 << (last + 1));
      from = behind == 0 ? from : Integer.numberOfTrailingZeros(behind);
    }
    inTurn = !inTurn;
    int to = from;
    while (to + 1 < Queued.URGENCIES
        && ((wanted >> (to + 1)) & 1) == 1
        && reached[to + 1].isEmpty()) {
      to++;
    }
    return new OutboxTable.Stretch(from, reached[from], to);
  }

  private void page(OutboxTable.Stretch stretch) throws SQLException {
    for (int urgency = stretch.from(); urgency <= stretch.to(); urgency++) {
      if (reached[urgency].isEmpty()) {
        window.beginCircle(urgency);
      }
    }
    window.beginFetch();
    OutboxTable.Page page =
        source.fetch(connection, stretch, window.hasRoomForAPage() ? WHOLE : SMALL);
    window.load(page);
    OutboxTable.Cursor next = page.next();
    last = next == null ? stretch.to() : next.urgency();
    for (int urgency = stretch.from(); urgency <= stretch.to(); urgency++) {
      if (next == null || urgency < next.urgency()) {
        reached[urgency] = "";
        window.endCircle(urgency);
      } else if (urgency == next.urgency()) {
        reached[urgency] = next.recipient();
      }
    }
  }
}
