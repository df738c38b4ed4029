package dev.caravan.delivery;

import dev.caravan.message.StoredMessage;
import dev.caravan.store.AuditLog;
import dev.caravan.store.AuditLog.Act;
import dev.caravan.store.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the messages to a group's members in one transaction, beside the group commit of single
 * ones: all of them are there afterwards, or none.
 */
final class BatchIntake {
  private static final Logger LOG = LoggerFactory.getLogger(BatchIntake.class);

  /** Rows of one statement, as in {@link Intake}: a wider one costs more for each row. */
  private static final int MOST = 256;

  private static final String DEADLOCK = "40P01";
  private static final String SERIALIZATION = "40001";

  private final Database database;
  private final IntakeTable table;
  private final MessagesTable messages;
  private final BatchesTable batches;

  BatchIntake(Database database, IntakeTable table) {
    this.database = database;
    this.table = table;
    this.messages = new MessagesTable(database.jdbi());
    this.batches = new BatchesTable(database.jdbi());
  }

  /**
   * What is to be stored.
   *
   * @param members one at least; the first alone has the keys, which stand for all
   * @param acts of the members that were denied
   */
  record Wish(Batch batch, List<Acceptance> members, List<Act> acts, Instant now) {}

  /** Stores it, or finds what was stored under its keys before. */
  StoredBatch store(Wish wish) {
    try {
      return written(wish) ? fresh(wish) : earlier(wish.members().get(0));
    } catch (JdbiException | Failed e) {
      String state = state(e);
      if (state.equals(DEADLOCK) || state.equals(SERIALIZATION)) {
        return store(wish);
      }
      // Not the message: PostgreSQL quotes the row there, with what was said.
      LOG.warn("A batch could not be stored ({})", state);
      return new StoredBatch.NotKept(
          state.startsWith("08") || state.startsWith("57") || state.startsWith("53")
              ? new Stored.Unavailable(
                  "The database is away; whether the batch was stored is not known. Repeat it with the same Idempotency-Key.")
              : new Stored.Unstorable(
                  "PostgreSQL refused one of its messages (" + state + "); none was stored."));
    }
  }

  /** The connections whose outbox it may have reached. */
  static Set<String> connections(Wish wish) {
    return wish.members().stream()
        .map(a -> a.message().target().connection())
        .collect(Collectors.toSet());
  }

  private boolean written(Wish wish) {
    return database
        .jdbi()
        .inTransaction(
            h -> {
              List<Acceptance> all = wish.members();
              if (!insert(h, all.subList(0, 1)).containsKey(all.get(0).message().id())) {
                h.rollback();
                return false;
              }
              for (int i = 1; i < all.size(); i += MOST) {
                insert(h, all.subList(i, Math.min(all.size(), i + MOST)));
              }
              BatchesTable.insert(h, wish.batch(), wish.now());
              wish.acts().forEach(act -> AuditLog.write(h, wish.now(), act));
              return true;
            });
  }

  private Map<UUID, ?> insert(Handle handle, List<Acceptance> rows) {
    Connection connection = handle.getConnection();
    try {
      return table.insert(connection, rows).seqs();
    } catch (SQLException e) {
      throw new Failed(e);
    }
  }

  private static StoredBatch fresh(Wish wish) {
    Map<UUID, StoredMessage> stored = new LinkedHashMap<>();
    wish.members().forEach(a -> stored.put(a.message().id(), Intake.fresh(a)));
    return new StoredBatch.Kept(wish.batch(), stored, StoredBatch.How.FRESH);
  }

  /** What was stored under the keys: a batch, or a message that went alone. */
  private StoredBatch earlier(Acceptance keyed) {
    Acceptance.Keys keys = keyed.keys();
    StoredMessage same = messages.byKey(keyed.message().sender(), keys);
    if (same != null) {
      return messages.requestHash(same.message().id()).equals(keys.requestHash())
          ? kept(same, StoredBatch.How.REPEATED)
          : new StoredBatch.NotKept(new Stored.KeyReused(same));
    }
    StoredMessage first = messages.byDedup(keyed.message().sender(), keys.dedup());
    return first == null
        ? new StoredBatch.NotKept(new Stored.Unstorable("It was neither stored nor found."))
        : kept(first, StoredBatch.How.SWALLOWED);
  }

  private StoredBatch kept(StoredMessage one, StoredBatch.How how) {
    return whole(one, how)
        .<StoredBatch>map(batch -> batch)
        .orElseGet(() -> new StoredBatch.NotKept(new Stored.Swallowed(one)));
  }

  /** All that was stored with the message; empty where it went alone. */
  Optional<StoredBatch.Kept> whole(StoredMessage one, StoredBatch.How how) {
    UUID id = one.message().notes().batchId();
    return id == null ? Optional.empty() : batches.byId(id).map(batch -> kept(batch, how));
  }

  private StoredBatch.Kept kept(Batch batch, StoredBatch.How how) {
    List<UUID> ids =
        batch.items().stream().map(Batch.Item::messageId).filter(Objects::nonNull).toList();
    return new StoredBatch.Kept(batch, messages.byIds(ids), how);
  }

  /** What PostgreSQL calls it; a lost connection where it calls it nothing. */
  private static String state(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "08000";
  }

  /** Carries an SQLException out of a transaction. */
  private static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failed(SQLException cause) {
      super(cause);
    }
  }
}
