package dev.caravan.delivery;

import dev.caravan.delivery.MessagesTable.Filter.Label;
import dev.caravan.delivery.MessagesTable.Filter.Who;
import dev.caravan.message.Status;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Ends many messages unsent that wait: for a human, for their time or for their turn. */
public final class Cancellations {
  /** Of one call; whoever has more calls again. */
  public static final int MOST = 10_000;

  /** Rows of one transaction. */
  private static final int BATCH = 500;

  private final CancellationsTable table;
  private final InstantSource clock;

  public Cancellations(Jdbi jdbi, InstantSource clock) {
    this.table = new CancellationsTable(jdbi);
    this.clock = clock;
  }

  /**
   * Which; null means any.
   *
   * @param status {@code pending} or {@code approved}: nothing else waits
   * @param until accepted then or earlier
   */
  public record Filter(
      @Nullable Who who, @Nullable Status status, @Nullable Label label, @Nullable Instant until) {
    Where where() {
      return new Where()
          .who(who)
          .and("p.status = :status", "status", status == null ? null : status.word())
          .label(label)
          .and("p.created_at <= :until", "until", until);
    }
  }

  /** Who cancels, and why; the reason stays with every message. */
  public record Order(String by, String reason) {}

  /**
   * What became of them.
   *
   * @param matched how many waited, at most {@link #MOST}
   * @param cancelled how many of them will not go; the others were being sent
   * @param more whether others match too
   */
  public record Report(int matched, int cancelled, boolean more) {}

  /** Ends the oldest that match. */
  public Report cancel(Filter filter, Order order) {
    List<UUID> found = table.waiting(filter, MOST + 1);
    List<UUID> ids = found.size() > MOST ? found.subList(0, MOST) : found;
    int cancelled = 0;
    for (int at = 0; at < ids.size(); at += BATCH) {
      List<UUID> batch = ids.subList(at, Math.min(ids.size(), at + BATCH));
      cancelled += table.cancel(batch, order, clock.instant());
    }
    return new Report(ids.size(), cancelled, found.size() > MOST);
  }

  /** Says how many would end, and touches none. */
  public Report rehearse(Filter filter) {
    int found = table.waiting(filter, MOST + 1).size();
    return new Report(Math.min(found, MOST), 0, found > MOST);
  }
}
