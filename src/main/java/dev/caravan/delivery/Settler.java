package dev.caravan.delivery;

import dev.caravan.message.Message;
import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.store.Storage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes how sends ended, in batches: what waits when the last batch has committed is the next. */
final class Settler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Settler.class);
  private static final int MOST = 256;

  /** A moment is twice what the statement itself takes for one row. */
  private static final long MOMENT_MICROS = 300;

  /** Beyond this a row more costs as much as in a statement of its own; measured with 8 to 256. */
  private static final int ENOUGH = 32;

  private static final int MOMENTS = 3;

  private final Ledger ledger;
  private final Outbox.Listener listener;
  private final BlockingQueue<Work> queue = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(this::work, "settler");
  private final ExecutorService telling =
      Executors.newSingleThreadExecutor(Threads.daemon("settled"));
  private volatile boolean closing;

  private record Work(Settlement settlement, Settled settled) {}

  /** Who waits for settlements to be durable. */
  interface Settled {

    /** It is committed, as it was written. */
    void written(Settlement settlement);

    /** Nothing more comes of this batch: what it freed can be taken up at once. */
    void batchEnded();
  }

  /** Waits for nothing. */
  static final Settled NOBODY =
      new Settled() {
        @Override
        public void written(Settlement settlement) {}

        @Override
        public void batchEnded() {}
      };

  Settler(Ledger.Books books, Storage storage, String node, Outbox.Listener listener) {
    this.ledger = new Ledger(books, storage, node, () -> closing);
    this.listener = listener;
    thread.setDaemon(true);
    thread.start();
  }

  /** Writes the settlement soon, and tells {@code settled} once it is committed. */
  void settle(Settlement settlement, Settled settled) {
    queue.add(new Work(settlement, settled));
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
        List<Settlement> written = ledger.write(batch.stream().map(Work::settlement).toList());
        hand(batch, written);
        telling.execute(() -> written.forEach(this::tell));
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

  /**
   * Under load some moments' wait makes one statement of many, as long as each brings more; a lone
   * outcome is written at once.
   */
  private void gather(int last) throws InterruptedException {
    int before = -1;
    for (int i = 0; last > 1 && i < MOMENTS && queue.size() > before && before < ENOUGH; i++) {
      before = queue.size();
      TimeUnit.MICROSECONDS.sleep(MOMENT_MICROS);
    }
  }

  /** All of a batch's lanes first, then one wake-up: so the next marks are one statement too. */
  private static void hand(List<Work> batch, List<Settlement> written) {
    Set<Settled> waiting = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < batch.size(); i++) {
      Settled settled = batch.get(i).settled();
      settled.written(written.get(i));
      waiting.add(settled);
    }
    waiting.forEach(Settled::batchEnded);
  }

  /** What those told do, and how long they take, holds up no settling. */
  private void tell(Settlement settlement) {
    try {
      count(settlement);
      report(settlement);
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

  private void report(Settlement settlement) {
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
