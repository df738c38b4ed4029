package dev.caravan.delivery;

import dev.caravan.message.Message;
import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.platform.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What an earlier owner had in flight: it holds its lane until the earlier owner settles it, or
 * until it cannot any more; then it is in doubt.
 */
final class Recovery {
  /** Added to the longest try before an unfinished send is in doubt: its end is being written. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final LongestTry longest;
  private final OutboxTable.Ownership mine;
  private final Tools tools;
  private final Window window;
  private final Doubts doubts;
  private final Map<UUID, Queued> waiting = new HashMap<>();
  private final Set<UUID> settling = new HashSet<>();
  private final Settler.Settled doubted = new Doubted();

  Recovery(
      Connection connection,
      OutboxTable.Ownership mine,
      Tools tools,
      Window window,
      Doubts doubts) {
    this.longest = tools.repeating().longest(connection);
    this.mine = mine;
    this.tools = tools;
    this.window = window;
    this.doubts = doubts;
  }

  /**
   * Looks once. It never ends: a mark of the earlier owner can be committed after this node has
   * taken over, and to look costs one walk of an index that is empty then.
   */
  void look() throws SQLException {
    List<OutboxTable.InDoubt> foreign = tools.outbox().foreign(mine);
    for (OutboxTable.InDoubt one : foreign) {
      UUID id = one.row().message().id();
      if (!waiting.containsKey(id) && !settling.contains(id)) {
        waiting.put(id, one.row());
        window.adopt(one.row().recipient());
      }
      if (isOver(one) && settling.add(id)) {
        waiting.remove(id);
        doubt(one);
      }
    }
    releaseSettled(foreign);
  }

  /** Whether nobody calls for it any more: no pump of this node, and no other within its time. */
  private boolean isOver(OutboxTable.InDoubt one) {
    Message message = one.row().message();
    return one.age().compareTo(longest.sinceMark(message).plus(GRACE)) > 0
        && !tools.repeating().aloft().has(message.id());
  }

  /** The earlier owner was alive after all, and has settled these itself. */
  private void releaseSettled(List<OutboxTable.InDoubt> foreign) {
    Set<UUID> still = foreign.stream().map(f -> f.row().message().id()).collect(Collectors.toSet());
    for (UUID id : Set.copyOf(waiting.keySet())) {
      if (!still.contains(id)) {
        Queued row = waiting.remove(id);
        if (row != null) {
          window.released(row);
          window.lookAgain();
        }
      }
    }
  }

  private void doubt(OutboxTable.InDoubt one) {
    Outcome unknown =
        new Outcome.Unknown(
            Reason.CRASHED_WHILE_SENDING,
            "The hub that was sending it ended before the platform's answer was written.");
    Instant now = tools.clock().instant();
    Fate.Trial trial = new Fate.Trial(one.since(), now, doubts.since(one.row()));
    Settlement settlement =
        new Settlement(
            one.row(),
            one.epoch(),
            one.since(),
            now,
            unknown,
            doubts.fate().after(one.row(), unknown, trial));
    tools.settler().settle(settlement, doubted);
  }

  /** What was in doubt is written: its lane goes on. */
  private final class Doubted implements Settler.Settled {
    @Override
    public void written(Settlement settlement) {
      window.released(settlement);
    }

    @Override
    public void batchEnded() {
      window.batchEnded();
    }
  }
}
