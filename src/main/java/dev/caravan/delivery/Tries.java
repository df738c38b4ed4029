package dev.caravan.delivery;

import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.message.Status;
import dev.caravan.platform.Connection;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the tries of one pump: each is asked for where an earlier one may have arrived, is waited
 * for no longer than it may take, and is settled by what follows from its end.
 */
final class Tries {
  private static final Logger LOG = LoggerFactory.getLogger(Tries.class);

  private final OutboxTable.Ownership mine;
  private final Tools tools;
  private final Told told;
  private final Fate fate;
  private final Doubts doubts;
  private final Flights flights;

  /** Who is told how each try ended. */
  interface Told {

    /** Learns from a try before it is written; answers what becomes of the row, or sooner. */
    Settlement.Next answered(Fate.Trial trial, Queued row, Outcome outcome, Settlement.Next next);

    /** Writes how a send ended and frees its lane. */
    void settle(Settlement settlement);
  }

  Tries(Connection connection, OutboxTable.Ownership mine, Tools tools, Told told) {
    this.mine = mine;
    this.tools = tools;
    this.told = told;
    this.fate = tools.repeating().fate(connection);
    this.doubts = new Doubts(tools.repeating().doubts(), fate);
    Repeating repeating = tools.repeating();
    this.flights = new Flights(repeating.longest(connection), repeating.nanos());
  }

  /** What is known of sends that may have arrived. */
  Doubts doubts() {
    return doubts;
  }

  /** Whether the row may be sent now. */
  Doubts.Leave ask(Queued row, Instant now) {
    return doubts.ask(row, now);
  }

  /** Makes one, blocking until the platform has answered or may have. */
  void make(Queued row, Doubts.Leave leave, Instant started) {
    if (leave instanceof Doubts.Leave.Withheld withheld) {
      Settlement.Next unknown = new Settlement.Next.Ends(Status.UNKNOWN);
      told.settle(new Settlement(row, mine.epoch(), started, started, withheld.outcome(), unknown));
      return;
    }
    Flights.Flight flight = flights.begin(row, started);
    Carriage.Carried carried = tools.carriage().carry(row);
    Outcome outcome = carried.outcome();
    Instant answered = tools.clock().instant();
    Instant doubt = leave instanceof Doubts.Leave.Granted granted ? granted.since() : null;
    Fate.Trial trial = new Fate.Trial(started, answered, doubt);
    Settlement.Next next = fate.after(carried.row(), outcome, trial);
    boolean awaited = flights.land(flight);
    if (awaited) {
      tools.repeating().aloft().answered(row.message().id());
      next = told.answered(trial, row, outcome, next);
    }
    Settlement settlement = new Settlement(row, mine.epoch(), started, answered, outcome, next);
    if (awaited) {
      told.settle(settlement);
    } else {
      late(settlement);
    }
  }

  /** Releases the lanes of calls that hang; how they end after all is still taken. */
  void giveUpStuck(Instant now) {
    for (Flights.Flight stuck : flights.giveUp()) {
      Queued row = stuck.row();
      LOG.warn(
          "The call for {} on {} hangs; it is given up", row.message().id(), mine.connection());
      Outcome unknown =
          new Outcome.Unknown(
              Reason.SEND_STUCK, "The call had not ended 30 s after its time was up.");
      Fate.Trial trial = new Fate.Trial(stuck.started(), now, doubts.since(row));
      Settlement.Next next = told.answered(trial, row, unknown, fate.after(row, unknown, trial));
      told.settle(new Settlement(row, mine.epoch(), stuck.started(), now, unknown, next));
    }
  }

  /** Its row was settled as unknown, and only that it was sent is news. */
  private void late(Settlement settlement) {
    LOG.info(
        "The call for {} ended after all: {}",
        settlement.row().message().id(),
        settlement.outcome().word());
    if (settlement.next() instanceof Settlement.Next.Ends ends && ends.status() == Status.SENT) {
      tools.settler().settle(settlement, Settler.NOBODY);
    }
  }
}
