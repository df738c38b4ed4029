package dev.caravan.delivery;

import dev.caravan.store.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores many messages in one transaction, by the statement of {@link Intake}: either every one
 * that PostgreSQL takes is durable when this returns, or none is. It has a session of its own, so
 * that no lone caller waits for a crowd.
 */
final class BulkIntake {
  private static final Logger LOG = LoggerFactory.getLogger(BulkIntake.class);

  /** Rows of one statement: a subscript walks over the texts before it, see Batch. */
  private static final int MOST = 256;

  /** A transaction that PostgreSQL chose as the victim of a deadlock is run again so often. */
  private static final int TRIES = 5;

  private static final Set<String> VICTIMS = Set.of("40P01", "40001");

  private final Database database;
  private final IntakeTable table;
  private final MessagesTable messages;
  private final Intake intake;
  private final Intake.Handover handover;

  BulkIntake(
      Database database,
      IntakeTable table,
      MessagesTable messages,
      Intake intake,
      Intake.Handover handover) {
    this.database = database;
    this.table = table;
    this.messages = messages;
    this.intake = intake;
    this.handover = handover;
  }

  /** What one transaction wrote: seqs by id, and what PostgreSQL said of the rows it refused. */
  private static final class Written {
    private final Map<UUID, @Nullable Long> seqs = new HashMap<>();
    private final Map<UUID, String> refused = new HashMap<>();
    private boolean alone = true;
  }

  /** Stores them, each answered in its place. */
  List<Stored> store(List<Acceptance> all) {
    if (all.isEmpty()) {
      return List.of();
    }
    for (int tries = 1; ; tries++) {
      try {
        return answers(all, written(all));
      } catch (SQLException e) {
        if (tries == TRIES || !VICTIMS.contains(state(e))) {
          LOG.warn("The database was lost while storing {} messages: {}", all.size(), e.toString());
          return lost(all);
        }
      }
    }
  }

  /** Gives its session back before anybody is answered: an answer may need another one. */
  private Written written(List<Acceptance> all) throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      return written(connection, all);
    }
  }

  private Written written(Connection connection, List<Acceptance> all) throws SQLException {
    connection.setAutoCommit(false);
    try {
      Written written = new Written();
      List<List<Acceptance>> chunks = chunks(all);
      if (chunks.size() > 1 && all.stream().anyMatch(a -> a.once() != null)) {
        table.oneAtATime(connection);
      }
      for (List<Acceptance> chunk : chunks) {
        insert(connection, chunk, written);
      }
      connection.commit();
      return written;
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  /** In their order, so that a lane keeps it; cut where a statement could not take the next. */
  private static List<List<Acceptance>> chunks(List<Acceptance> all) {
    List<List<Acceptance>> chunks = new ArrayList<>();
    List<Acceptance> chunk = new ArrayList<>();
    Set<String> once = new HashSet<>();
    for (Acceptance one : all) {
      String key = one.once();
      if (chunk.size() == MOST || (key != null && !once.add(key))) {
        chunks.add(chunk);
        chunk = new ArrayList<>();
        once.clear();
        if (key != null) {
          once.add(key);
        }
      }
      chunk.add(one);
    }
    chunks.add(chunk);
    return chunks;
  }

  private void insert(Connection connection, List<Acceptance> rows, Written written)
      throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      IntakeTable.Written done = table.insert(connection, rows);
      connection.releaseSavepoint(before);
      written.seqs.putAll(done.seqs());
      written.alone &= done.alone();
    } catch (SQLException e) {
      String state = state(e);
      if (VICTIMS.contains(state) || Intake.away(state)) {
        throw e;
      }
      connection.rollback(before);
      if (rows.size() == 1) {
        // Its message quotes the row, and with it what people said.
        LOG.warn("A message could not be stored: PostgreSQL refused it ({})", state);
        written.refused.put(rows.get(0).message().id(), state);
        return;
      }
      // One bad row must not fail its neighbours.
      insert(connection, rows.subList(0, rows.size() / 2), written);
      insert(connection, rows.subList(rows.size() / 2, rows.size()), written);
    }
  }

  private List<Stored> answers(List<Acceptance> all, Written written) {
    List<Queued> queued = new ArrayList<>();
    for (Acceptance a : all) {
      Long seq = written.seqs.get(a.message().id());
      if (seq != null) {
        queued.add(new Queued(a.message(), seq, Queued.Try.first(a.plan().parts()), null));
      }
    }
    handover.committed(queued, written.alone);
    return all.stream().map(a -> answer(a, written)).toList();
  }

  private Stored answer(Acceptance a, Written written) {
    UUID id = a.message().id();
    String refused = written.refused.get(id);
    if (refused != null) {
      return new Stored.Unstorable("PostgreSQL refused it (" + refused + ").");
    }
    return written.seqs.containsKey(id) ? new Stored.Fresh(Intake.fresh(a)) : intake.earlier(a);
  }

  /** The connection broke, perhaps after the commit: what is there by id was stored. */
  private List<Stored> lost(List<Acceptance> all) {
    Stored away =
        new Stored.Unavailable(
            "The database was lost; whether the messages were stored is not known. Repeat them with the same keys.");
    try {
      var found = messages.byIds(all.stream().map(a -> a.message().id()).toList());
      return all.stream()
          .map(a -> found.get(a.message().id()))
          .map(there -> there == null ? away : new Stored.Fresh(there))
          .toList();
    } catch (RuntimeException still) {
      return all.stream().map(a -> away).toList();
    }
  }

  private static String state(SQLException e) {
    return e.getSQLState() == null ? "08000" : e.getSQLState();
  }
}
