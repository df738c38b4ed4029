package dev.caravan.delivery;

import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.message.Status;
import dev.caravan.store.SqlState;
import dev.caravan.store.Storage;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes how sends ended, whatever PostgreSQL says: while it is away the outcome waits, for to lose
 * it would make it unknown; and one that it refuses for its data must not hold up its neighbours.
 */
final class Ledger {
  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
  private static final long AGAIN_MILLIS = 200;

  private final Books books;
  private final Storage storage;
  private final String node;
  private final BooleanSupplier closing;

  /** What is written into. */
  record Books(
      OutboxTable outbox, RecipientsTable recipients, LimitsTable limits, DoubtsTable doubts) {}

  /** {@code closing} says that nothing is waited for any more. */
  Ledger(Books books, Storage storage, String node, BooleanSupplier closing) {
    this.books = books;
    this.storage = storage;
    this.node = node;
    this.closing = closing;
  }

  /** One write of a batch. */
  private interface Write {
    void run(List<Settlement> batch) throws SQLException;
  }

  /** Writes a batch; answers it as it was written, which is as it was given but for bad data. */
  List<Settlement> write(List<Settlement> batch) throws InterruptedException {
    remember(batch, books.limits()::use);
    remember(batch, books.doubts()::remember);
    List<Settlement> written = settled(batch);
    remember(written, books.recipients()::remember);
    remember(written, books.limits()::remember);
    return written;
  }

  private List<Settlement> settled(List<Settlement> batch) throws InterruptedException {
    String refused = insist(batch, all -> books.outbox().settle(node, all));
    if (refused == null) {
      return batch;
    }
    if (batch.size() == 1) {
      return List.of(plainer(batch.get(0), refused));
    }
    List<Settlement> written = new ArrayList<>(settled(batch.subList(0, batch.size() / 2)));
    written.addAll(settled(batch.subList(batch.size() / 2, batch.size())));
    return written;
  }

  /** The same end with nothing of the platform's in it; or, at last, that it is not known. */
  private Settlement plainer(Settlement bad, String state) throws InterruptedException {
    LOG.warn("How {} ended was refused by PostgreSQL ({})", bad.row().message().id(), state);
    String detail = "PostgreSQL refused to keep what the platform said (" + state + ").";
    Settlement plain = bad.with(Outcomes.plain(bad.outcome(), detail), bad.next());
    if (insist(List.of(plain), all -> books.outbox().settle(node, all)) == null) {
      return plain;
    }
    Settlement unknown =
        bad.with(
            new Outcome.Unknown(Reason.ANSWER_NOT_UNDERSTOOD, detail),
            new Settlement.Next.Ends(Status.UNKNOWN));
    if (insist(List.of(unknown), all -> books.outbox().settle(node, all)) != null) {
      LOG.error(
          "How {} ended cannot be written at all; it stays as being sent until this hub restarts",
          bad.row().message().id());
    }
    return unknown;
  }

  /** What the hub learnt besides; a row that PostgreSQL refuses is not remembered. */
  private void remember(List<Settlement> batch, Write write) throws InterruptedException {
    String refused = insist(batch, write);
    if (refused == null) {
      return;
    }
    if (batch.size() == 1) {
      LOG.warn(
          "What {} taught was refused by PostgreSQL ({})",
          batch.get(0).row().message().id(),
          refused);
      return;
    }
    remember(batch.subList(0, batch.size() / 2), write);
    remember(batch.subList(batch.size() / 2, batch.size()), write);
  }

  /** Tries until it is written: null, or the SQLSTATE with which the data itself was refused. */
  private @Nullable String insist(List<Settlement> batch, Write write) throws InterruptedException {
    boolean complained = false;
    while (true) {
      try {
        write.run(batch);
        storage.stored();
        return null;
      } catch (SQLException | JdbiException e) {
        SqlState state = SqlState.of(e);
        if (state.rowsOwn()) {
          return state.code();
        }
        storage.refused(state);
        if (!complained) {
          LOG.warn("{} outcomes wait for the database: {}", batch.size(), e.getMessage());
          complained = true;
        }
        if (closing.getAsBoolean()) {
          return null;
        }
        TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
      }
    }
  }
}
