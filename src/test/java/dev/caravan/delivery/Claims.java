package dev.caravan.delivery;

import dev.caravan.message.Outcome;
import dev.caravan.message.Status;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** What a claim costs: the outbox's own statements, one after another, in an owner's name. */
public final class Claims {
  /** The page that a walk reads (Walk). */
  private static final int LANES = 250;

  private static final int ROWS = 8;

  /** No page of these heads weighs so much. */
  private static final long WEIGHT = 1L << 26;

  private final OutboxTable outbox;
  private final OutboxTable.Ownership owner;

  /** In the name of the connection's owner, which itself must be paused. */
  public Claims(DataSource source, String connection, String node, long epoch) {
    this.outbox = new OutboxTable(source);
    this.owner = new OutboxTable.Ownership(connection, node, epoch);
  }

  /** How long each statement took, in nanoseconds. */
  public record Times(long fetch, long mark, long settle) {}

  /** Reads a page, and marks and settles as many heads of lanes. */
  public Times claim(int heads) throws SQLException {
    long began = System.nanoTime();
    OutboxTable.Page page =
        outbox.fetch(
            owner.connection(),
            new OutboxTable.Stretch(0, "", 4),
            new OutboxTable.Portion(LANES, ROWS, WEIGHT));
    long fetched = System.nanoTime();
    List<Queued> rows = page.lanes().stream().limit(heads).map(lane -> lane.rows().get(0)).toList();
    List<UUID> ids = rows.stream().map(row -> row.message().id()).toList();
    long marking = System.nanoTime();
    Set<UUID> marked = outbox.mark(owner, ids);
    long ended = System.nanoTime();
    if (rows.size() != heads || marked.size() != heads) {
      throw new AssertionError(marked.size() + " of " + rows.size() + " heads were marked");
    }
    Instant now = InstantSource.system().instant();
    List<Settlement> settlements =
        rows.stream()
            .map(
                row ->
                    new Settlement(
                        row,
                        owner.epoch(),
                        now,
                        now,
                        new Outcome.Sent(List.of(row.message().id().toString())),
                        new Settlement.Next.Ends(Status.SENT)))
            .toList();
    long settling = System.nanoTime();
    outbox.settle(owner.node(), settlements);
    return new Times(fetched - began, ended - marking, System.nanoTime() - settling);
  }
}
