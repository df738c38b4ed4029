package dev.caravan.delivery;

import dev.caravan.message.Message;
import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes how sends ended, in batches: what waits when the last batch has committed is the next. */
final class Settler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Settler.class);
  private static final int MOST = 256;

  /** Twice what the statement itself takes for one row. */
  private static final long GATHER_MICROS = 300;

  private final Ledger ledger;
  private final Outbox.Listener listener;
  private final BlockingQueue<Work> queue = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(this::work, "settler");
  private final ExecutorService telling =
      Executors.newSingleThreadExecutor(Threads.daemon("settled"));
  private volatile boolean closing;

  private record Work(Settlement settlement, Consumer<Settlement> done) {}

  Settler(
      OutboxTable outbox,
      RecipientsTable recipients,
      LimitsTable limits,
      String node,
      Outbox.Listener listener) {
    this.ledger = new Ledger(outbox, recipients, limits, node, () -> closing);
    this.listener = listener;
    thread.setDaemon(true);
    thread.start();
  }

  /** Writes the settlement soon, and calls {@code done} once it is committed. */
  void settle(Settlement settlement, Consumer<Settlement> done) {
    queue.add(new Work(settlement, done));
  }

  private void work() {
    List<Work> batch = new ArrayList<>();
    int last = 0;
    while (!closing || !queue.isEmpty()) {
      try {
        Work first = queue.poll(200, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        gather(last);
        batch.add(first);
        queue.drainTo(batch, MOST - 1);
        last = batch.size();
        List<Settlement> settled = ledger.write(batch.stream().map(Work::settlement).toList());
        for (int i = 0; i < batch.size(); i++) {
          batch.get(i).done().accept(settled.get(i));
        }
        telling.execute(() -> settled.forEach(this::tell));
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

  /** Under load a moment's wait makes one statement of many; a lone outcome is written at once. */
  private static void gather(int last) throws InterruptedException {
    if (last > 1) {
      TimeUnit.MICROSECONDS.sleep(GATHER_MICROS);
    }
  }

  /** What those told do, and how long they take, holds up no settling. */
  private void tell(Settlement settlement) {
    try {
      count(settlement);
      hand(settlement);
    } catch (RuntimeException e) {
      LOG.warn("The end of {} could not be told", settlement.row().message().id(), e);
    }
  }

  private void count(Settlement settlement) {
    Ending ending = Ending.of(settlement);
    if (ending != null) {
      listener.settled(
          settlement.row().message().target().connection(),
          ending,
          Outcomes.why(settlement.outcome()),
          Duration.between(settlement.startedAt(), settlement.endedAt()));
    }
  }

  private void hand(Settlement settlement) {
    Message message = settlement.row().message();
    if (settlement.outcome() instanceof Outcome.Rejected rejected
        && rejected.reason() == Reason.CREDENTIAL_REFUSED) {
      listener.credentialRefused(
          message.target().connection(), rejected.detail(), settlement.startedAt());
    } else if (settlement.next() instanceof Settlement.Next.Ends ends
        && !(settlement.outcome() instanceof Outcome.Sent)) {
      listener.ended(message, ends.status().word(), settlement.outcome());
    }
  }

  /** Whether the platform said that the recipient cannot be reached any more. */
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
    telling.shutdown();
  }
}
