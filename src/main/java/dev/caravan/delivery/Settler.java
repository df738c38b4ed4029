package dev.caravan.delivery;

import dev.caravan.message.Message;
import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes how sends ended, in batches: what waits when the last batch has committed is the next. */
final class Settler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Settler.class);
  private static final int MOST = 1000;

  private final OutboxTable outbox;
  private final RecipientsTable recipients;
  private final LimitsTable limits;
  private final String node;
  private final Consumer<Ended> ended;
  private final BlockingQueue<Work> queue = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(this::work, "settler");
  private volatile boolean closing;

  /** A message that left the outbox without having been sent. */
  record Ended(Message message, String status, Outcome outcome) {}

  private record Work(Settlement settlement, Consumer<Settlement> done) {}

  Settler(
      OutboxTable outbox,
      RecipientsTable recipients,
      LimitsTable limits,
      String node,
      Consumer<Ended> ended) {
    this.outbox = outbox;
    this.recipients = recipients;
    this.limits = limits;
    this.node = node;
    this.ended = ended;
    thread.setDaemon(true);
    thread.start();
  }

  /** Writes the settlement soon, and calls {@code done} once it is committed. */
  void settle(Settlement settlement, Consumer<Settlement> done) {
    queue.add(new Work(settlement, done));
  }

  private void work() {
    List<Work> batch = new ArrayList<>();
    while (!closing || !queue.isEmpty()) {
      try {
        Work first = queue.poll(200, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        batch.add(first);
        queue.drainTo(batch, MOST - 1);
        write(batch);
        batch.forEach(Settler::finish);
        batch.forEach(w -> tell(w.settlement()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOG.error("A settled batch could not be handed on", e);
      } finally {
        batch.clear();
      }
    }
  }

  /** Tries until it is written: the outcome is known, and to lose it would make it unknown. */
  private void write(List<Work> batch) throws InterruptedException {
    List<Settlement> settlements = batch.stream().map(Work::settlement).toList();
    boolean complained = false;
    while (true) {
      try {
        outbox.settle(node, settlements);
        recipients.remember(settlements);
        limits.remember(settlements);
        return;
      } catch (SQLException | RuntimeException e) {
        if (!complained) {
          LOG.warn("{} outcomes wait for the database: {}", batch.size(), e.getMessage());
          complained = true;
        }
        if (closing) {
          return;
        }
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }
  }

  private static void finish(Work work) {
    work.done().accept(work.settlement());
  }

  private void tell(Settlement settlement) {
    if (settlement.next() instanceof Settlement.Next.Ends ends
        && !(settlement.outcome() instanceof Outcome.Sent)) {
      ended.accept(
          new Ended(settlement.row().message(), ends.status().word(), settlement.outcome()));
    }
  }

  /** The reason a recipient is to be remembered as dead; null where it is not. */
  static boolean isDead(Outcome outcome) {
    return outcome instanceof Outcome.Rejected rejected
        && (rejected.reason() == Reason.RECIPIENT_UNREACHABLE
            || rejected.reason() == Reason.RECIPIENT_UNKNOWN);
  }

  /** Returns when everything handed in has been written. */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
