package dev.caravan.delivery;

import dev.caravan.store.Database;
import dev.caravan.store.SqlState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit: concurrent callers share one transaction. A writer takes what waits as soon as its
 * last commit has returned; no timer delays a lone caller, and nobody is answered before the
 * commit.
 */
public final class Intake implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  /** Rows of one statement; above it the round trip is no longer what costs. */
  private static final int MOST = 256;

  /**
   * One: while it commits the next batch gathers, and a wider batch costs less than a second
   * statement beside it (docs/PERFORMANCE.md).
   */
  private static final int WRITERS = 1;

  private static final long PATIENCE_SECONDS = 5;

  private final Database database;
  private final IntakeTable table;
  private final Earlier earlier;
  private final Handover handover;
  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(20_000);
  private final List<Thread> writers = new ArrayList<>();
  private volatile boolean closing;

  /** What happens to rows right after their commit, before their callers are answered. */
  interface Handover {
    /** {@code alone} says that no other node can have stored what must go before them. */
    void committed(List<Queued> rows, boolean alone);
  }

  /** A caller and its acceptance; whoever takes it first, the writer or its caller's patience. */
  private record Waiting(
      Acceptance acceptance, CompletableFuture<Stored> answer, AtomicBoolean taken) {
    Unit unit() {
      return new Unit.Lone(acceptance);
    }
  }

  Intake(Database database, IntakeTable table, Earlier earlier, Handover handover) {
    this.database = database;
    this.table = table;
    this.earlier = earlier;
    this.handover = handover;
    for (int i = 0; i < WRITERS; i++) {
      Thread writer = new Thread(this::write, "intake-" + i);
      writer.setDaemon(true);
      writer.start();
      writers.add(writer);
    }
  }

  /** Stores the message; returns once it is durable, or after 5 s without knowing. */
  public Stored store(Acceptance acceptance) {
    return storeAll(List.of(acceptance)).get(0);
  }

  /** As {@link #store}, each answered in its place. */
  public List<Stored> storeAll(List<Acceptance> acceptances) {
    List<Waiting> waiting =
        acceptances.stream()
            .map(a -> new Waiting(a, new CompletableFuture<>(), new AtomicBoolean()))
            .toList();
    for (Waiting one : waiting) {
      if (closing || !queue.offer(one)) {
        one.answer()
            .complete(
                new Stored.Unavailable(
                    closing ? "The hub is stopping." : "Too many messages wait to be stored."));
      }
    }
    return waiting.stream().map(Intake::await).toList();
  }

  private static Stored await(Waiting one) {
    try {
      return one.answer().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      if (one.taken().compareAndSet(false, true)) {
        return new Stored.Unavailable(
            "The database did not answer within 5 s; nothing was stored.");
      }
      return new Stored.Unavailable(
          "The database did not answer within 5 s; whether the message was stored is not known. Repeat it with the same Idempotency-Key.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Stored.Unavailable("The hub is stopping.");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private void write() {
    List<Waiting> batch = new ArrayList<>();
    while (!closing || !queue.isEmpty()) {
      try {
        Waiting first = queue.poll(200, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        batch.add(first);
        queue.drainTo(batch, MOST - 1);
        batch.removeIf(w -> !w.taken().compareAndSet(false, true));
        flush(withoutTwins(batch));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOG.error("Storing failed", e);
        batch.forEach(w -> w.answer().complete(new Stored.Unavailable("Storing failed: " + e)));
      } finally {
        batch.clear();
      }
    }
  }

  /** One statement cannot take a dedup key twice: twins are written on their own, afterwards. */
  private List<Waiting> withoutTwins(List<Waiting> batch) {
    Set<String> keys = new HashSet<>();
    List<Waiting> singles = new ArrayList<>(batch.size());
    List<Waiting> twins = new ArrayList<>();
    for (Waiting one : batch) {
      String once = one.acceptance().once();
      (once == null || keys.add(once) ? singles : twins).add(one);
    }
    if (!twins.isEmpty()) {
      flush(singles);
      for (Waiting twin : twins) {
        flush(List.of(twin));
      }
      return List.of();
    }
    return singles;
  }

  private void flush(List<Waiting> batch) {
    if (batch.isEmpty()) {
      return;
    }
    List<Acceptance> rows = batch.stream().map(Waiting::acceptance).toList();
    try {
      IntakeTable.Written written = insert(rows);
      database.storage().stored();
      answer(batch, written);
    } catch (SQLException e) {
      refused(batch, e);
    }
  }

  private IntakeTable.Written insert(List<Acceptance> rows) throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      // One statement is one transaction: it is durable when it returns.
      return table.insert(connection, rows);
    }
  }

  private void refused(List<Waiting> batch, SQLException e) {
    SqlState state = SqlState.of(e);
    database.storage().refused(state);
    if (state.victim()) {
      flush(batch);
    } else if (state.away()) {
      lost(batch, e);
    } else if (batch.size() == 1) {
      // Its message quotes the row, and with it what people said.
      LOG.warn("A message could not be stored: PostgreSQL refused it ({})", state);
      batch
          .get(0)
          .answer()
          .complete(new Stored.Unstorable("PostgreSQL refused it (" + state + ")."));
    } else {
      // One bad row must not fail its neighbours.
      flush(batch.subList(0, batch.size() / 2));
      flush(batch.subList(batch.size() / 2, batch.size()));
    }
  }

  /** The connection broke, perhaps after the commit: what is there by id was stored. */
  private void lost(List<Waiting> batch, SQLException e) {
    LOG.warn("The database was lost while storing {} messages: {}", batch.size(), e.getMessage());
    try {
      Map<UUID, Stored> there = earlier.there(batch.stream().map(Waiting::unit).toList());
      Stored away =
          new Stored.Unavailable(
              "The database was lost; whether the message was stored is not known. Repeat it with the same Idempotency-Key.");
      batch.forEach(
          w -> w.answer().complete(there.getOrDefault(w.acceptance().message().id(), away)));
    } catch (RuntimeException still) {
      batch.forEach(
          w ->
              w.answer()
                  .complete(
                      new Stored.Unavailable(
                          "The database is away; repeat the message with the same Idempotency-Key.")));
    }
  }

  private void answer(List<Waiting> batch, IntakeTable.Written written) {
    Map<UUID, @Nullable Long> seqs = written.seqs();
    List<Queued> queued = new ArrayList<>();
    List<Waiting> losers = new ArrayList<>();
    for (Waiting one : batch) {
      Acceptance a = one.acceptance();
      if (!seqs.containsKey(a.message().id())) {
        losers.add(one);
        continue;
      }
      Long seq = seqs.get(a.message().id());
      if (seq != null) {
        queued.add(new Queued(a.message(), seq, Queued.Try.first(a.plan().parts()), null));
      }
    }
    handover.committed(queued, written.alone());
    for (Waiting one : batch) {
      if (seqs.containsKey(one.acceptance().message().id())) {
        one.answer().complete(new Stored.Fresh(one.acceptance().stored()));
      }
    }
    losers.forEach(one -> one.answer().complete(earlier.of(one.unit())));
  }

  /** Takes no more, and returns when all that was taken has been written. */
  @Override
  public void close() {
    closing = true;
    for (Thread writer : writers) {
      try {
        writer.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
