package dev.caravan.delivery;

import dev.caravan.message.StoredMessage;
import dev.caravan.store.AuditLog;
import dev.caravan.store.Database;
import dev.caravan.store.SqlState;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores many units in one transaction, by the statement of {@link Intake}: every one that
 * PostgreSQL takes is durable when this returns, or none is. A unit that it refuses fails alone,
 * and whole. It has a session of its own, so that no lone caller waits for a crowd.
 */
final class BulkIntake {
  private static final Logger LOG = LoggerFactory.getLogger(BulkIntake.class);

  /** Rows of one statement: a subscript walks over the texts before it, see Batch. */
  private static final int MOST = 256;

  /** A transaction that PostgreSQL chose as the victim of a deadlock is run again so often. */
  private static final int TRIES = 5;

  private final Database database;
  private final IntakeTable table;
  private final Earlier earlier;
  private final Intake.Handover handover;

  BulkIntake(Database database, IntakeTable table, Earlier earlier, Intake.Handover handover) {
    this.database = database;
    this.table = table;
    this.earlier = earlier;
    this.handover = handover;
  }

  /** What one transaction wrote: seqs by id, and what PostgreSQL said of the units it refused. */
  private static final class Written {
    private final Map<UUID, @Nullable Long> seqs = new HashMap<>();
    private final Map<UUID, SqlState> refused = new HashMap<>();
    private boolean alone = true;

    void add(IntakeTable.Written more) {
      seqs.putAll(more.seqs());
      alone &= more.alone();
    }
  }

  /** Stores them, each answered in its place. */
  List<Stored> store(List<? extends Unit> units) {
    if (units.isEmpty()) {
      return List.of();
    }
    List<Unit> all = List.copyOf(units);
    for (int tries = 1; ; tries++) {
      try {
        Written written = written(all);
        database.storage().stored();
        return answers(all, written);
      } catch (SQLException | JdbiException e) {
        SqlState state = SqlState.of(e);
        if (tries == TRIES || !state.victim()) {
          // Not the message: PostgreSQL quotes the row there, with what was said.
          LOG.warn("The database was lost while storing {} messages ({})", all.size(), state);
          database.storage().refused(state);
          return lost(all);
        }
      }
    }
  }

  /** Gives its session back before anybody is answered: an answer may need another one. */
  private Written written(List<Unit> all) throws SQLException {
    try (Handle handle = database.jdbi().open()) {
      Connection connection = handle.getConnection();
      connection.setAutoCommit(false);
      try {
        Written written = new Written();
        List<List<Unit>> chunks = chunks(all);
        if (chunks.size() > 1 && all.stream().anyMatch(u -> u.first().keyed())) {
          table.oneAtATime(connection);
        }
        for (List<Unit> chunk : chunks) {
          insert(handle, chunk, written);
        }
        connection.commit();
        return written;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  /**
   * In their order, so that a lane keeps it: a group by itself, and as many others at a time as one
   * statement takes.
   */
  private static List<List<Unit>> chunks(List<Unit> all) {
    List<List<Unit>> chunks = new ArrayList<>();
    Set<String> once = new HashSet<>();
    boolean open = false;
    for (Unit unit : all) {
      boolean lone = unit instanceof Unit.Lone;
      String key = unit.first().once();
      boolean fits =
          open
              && lone
              && chunks.get(chunks.size() - 1).size() < MOST
              && (key == null || !once.contains(key));
      if (!fits) {
        chunks.add(new ArrayList<>());
        once.clear();
      }
      chunks.get(chunks.size() - 1).add(unit);
      if (key != null) {
        once.add(key);
      }
      open = lone;
    }
    return chunks;
  }

  private void insert(Handle handle, List<Unit> chunk, Written written) throws SQLException {
    Connection connection = handle.getConnection();
    Savepoint before = connection.setSavepoint();
    try {
      Optional<IntakeTable.Written> done =
          chunk.get(0) instanceof Unit.Group group
              ? insert(handle, group)
              : Optional.of(table.insert(connection, chunk.stream().map(Unit::first).toList()));
      if (done.isEmpty()) {
        // A key of it was used before: what it had taken of the other one is given back too.
        connection.rollback(before);
      } else {
        connection.releaseSavepoint(before);
        written.add(done.get());
      }
    } catch (SQLException | JdbiException e) {
      SqlState state = SqlState.of(e);
      if (!state.rowsOwn()) {
        throw e;
      }
      connection.rollback(before);
      if (chunk.size() == 1) {
        // Its message quotes the row, and with it what people said.
        LOG.warn("What was to be stored PostgreSQL refused ({})", state);
        written.refused.put(chunk.get(0).first().message().id(), state);
        return;
      }
      // One that is bad must not fail its neighbours.
      insert(handle, chunk.subList(0, chunk.size() / 2), written);
      insert(handle, chunk.subList(chunk.size() / 2, chunk.size()), written);
    }
  }

  /** All of a group; empty, with traces left, where its first message may not be written. */
  private Optional<IntakeTable.Written> insert(Handle handle, Unit.Group group)
      throws SQLException {
    List<Acceptance> all = group.messages();
    Written written = new Written();
    written.add(table.insert(handle.getConnection(), all.subList(0, 1)));
    if (!written.seqs.containsKey(group.first().message().id())) {
      return Optional.empty();
    }
    for (int i = 1; i < all.size(); i += MOST) {
      List<Acceptance> rows = all.subList(i, Math.min(all.size(), i + MOST));
      written.add(table.insert(handle.getConnection(), rows));
    }
    Instant now = group.first().message().createdAt();
    BatchesTable.insert(handle, group.batch(), now);
    group.acts().forEach(act -> AuditLog.write(handle, now, act));
    return Optional.of(new IntakeTable.Written(written.seqs, written.alone));
  }

  private List<Stored> answers(List<Unit> all, Written written) {
    List<Queued> queued = new ArrayList<>();
    for (Unit unit : all) {
      for (Acceptance a : unit.messages()) {
        Long seq = written.seqs.get(a.message().id());
        if (seq != null) {
          queued.add(new Queued(a.message(), seq, Queued.Try.first(a.plan().parts()), null));
        }
      }
    }
    handover.committed(queued, written.alone);
    return all.stream().map(unit -> answer(unit, written)).toList();
  }

  private Stored answer(Unit unit, Written written) {
    UUID id = unit.first().message().id();
    SqlState refused = written.refused.get(id);
    if (refused != null) {
      return new Stored.Unstorable(
          unit instanceof Unit.Group
              ? "PostgreSQL refused one of its messages (" + refused + "); none was stored."
              : "PostgreSQL refused it (" + refused + ").");
    }
    return written.seqs.containsKey(id) ? fresh(unit) : earlier.of(unit);
  }

  private static Stored fresh(Unit unit) {
    if (unit instanceof Unit.Group group) {
      Map<UUID, StoredMessage> messages = new HashMap<>();
      group.messages().forEach(a -> messages.put(a.message().id(), a.stored()));
      return new Stored.Whole(group.batch(), messages, Stored.How.FRESH);
    }
    return new Stored.Fresh(unit.first().stored());
  }

  /** The connection broke, perhaps after the commit: what is there by id was stored. */
  private List<Stored> lost(List<Unit> all) {
    Stored away =
        new Stored.Unavailable(
            "The database was lost; whether it was stored is not known. Repeat it with the same keys.");
    try {
      Map<UUID, Stored> there = earlier.there(all);
      return all.stream().map(u -> there.getOrDefault(u.first().message().id(), away)).toList();
    } catch (RuntimeException still) {
      return all.stream().map(u -> away).toList();
    }
  }
}
