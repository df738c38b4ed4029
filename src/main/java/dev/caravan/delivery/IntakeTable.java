package dev.caravan.delivery;

import dev.caravan.message.Extras;
import dev.caravan.message.Fingerprint;
import dev.caravan.message.Message;
import dev.caravan.message.Terms;
import dev.caravan.store.Batch;
import dev.caravan.store.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The one statement that accepts messages: message, outbox row and audit row together. */
final class IntakeTable {
  private final IntakeStatements statements = new IntakeStatements();
  private final String node;
  private final String salt;

  /** {@code salt} goes into every content hash of the trail. */
  IntakeTable(String node, String salt) {
    this.node = node;
    this.salt = salt;
  }

  /**
   * What was written, with its seq where it is queued.
   *
   * @param alone whether no other node lives. One writes its row before it takes its first message,
   *     so this is true only where nobody can have stored an earlier message of the same lane.
   */
  record Written(Map<UUID, @Nullable Long> seqs, boolean alone) {}

  /**
   * Holds up other transactions of several such statements to the end of this one. A statement
   * takes its keys in their order, several do not: two transactions with the same keys would be
   * each other's victims, again at each try.
   */
  void oneAtATime(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_xact_lock(hashtextextended('caravan.bulk', 0))");
    }
  }

  /** Writes all of them: in one transaction of its own, or in the one that is open. */
  Written insert(Connection connection, List<Acceptance> batch) throws SQLException {
    boolean keyed = batch.stream().anyMatch(a -> !lockOrder(a).isEmpty());
    boolean deduped = batch.stream().anyMatch(a -> a.keys().dedup() != null);
    if (!keyed || !deduped) {
      return write(connection, batch, keyed, deduped);
    }
    return connection.getAutoCommit()
        ? together(connection, batch)
        : writeAndLoosen(connection, batch);
  }

  private Written together(Connection connection, List<Acceptance> batch) throws SQLException {
    connection.setAutoCommit(false);
    try {
      Written written = writeAndLoosen(connection, batch);
      connection.commit();
      return written;
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private Written writeAndLoosen(Connection connection, List<Acceptance> batch)
      throws SQLException {
    Written written = write(connection, batch, true, true);
    loosen(connection, batch, written);
    return written;
  }

  /**
   * A repeat stores no message, but its dedup key was taken before that was known: it is given up
   * again, or it would swallow what comes after for the sake of nothing.
   */
  private static void loosen(Connection connection, List<Acceptance> batch, Written written)
      throws SQLException {
    Object[] unwritten =
        batch.stream()
            .map(a -> a.message().id())
            .filter(id -> !written.seqs().containsKey(id))
            .toArray();
    if (unwritten.length == 0) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "delete from dedup where (tenant, agent_id, dedup_key) in (select t.* from"
                + " unnest(?::text[], ?::uuid[], ?::text[]) as t) and message_id = any(?)")) {
      List<Acceptance> deduped = batch.stream().filter(a -> a.keys().dedup() != null).toList();
      statement.setArray(
          1,
          connection.createArrayOf(
              "text", deduped.stream().map(a -> a.message().sender().tenant()).toArray()));
      statement.setArray(
          2,
          connection.createArrayOf(
              "uuid", deduped.stream().map(a -> a.message().sender().agentId()).toArray()));
      statement.setArray(
          3, connection.createArrayOf("text", deduped.stream().map(IntakeTable::dedup).toArray()));
      statement.setArray(4, connection.createArrayOf("uuid", unwritten));
      statement.executeUpdate();
    }
  }

  private static @Nullable String dedup(Acceptance a) {
    Acceptance.Dedup dedup = a.keys().dedup();
    return dedup == null ? null : dedup.key();
  }

  private Written write(
      Connection connection, List<Acceptance> batch, boolean keyed, boolean deduped)
      throws SQLException {
    boolean rare = keyed || deduped || batch.stream().anyMatch(IntakeTable::rare);
    boolean replays = batch.stream().anyMatch(a -> a.message().notes().replayOf() != null);
    IntakeStatements.Form form = IntakeStatements.Form.of(keyed, deduped, rare, replays);
    Batch rows = new Batch(form.columns());
    // Unique keys are taken in one order by every writer, so that two of them cannot lock each
    // other.
    List<Integer> order =
        IntStream.range(0, batch.size())
            .boxed()
            .sorted(Comparator.comparing(i -> lockOrder(batch.get(i))))
            .toList();
    for (int i = 0; i < batch.size(); i++) {
      int ord = keyed ? order.get(i) : i;
      rows.add(row(ord, batch.get(ord), form));
    }
    Map<UUID, @Nullable Long> written = new HashMap<>();
    boolean alone = false;
    try (PreparedStatement statement = connection.prepareStatement(statements.of(form))) {
      int next = rows.bind(connection, statement, 1);
      statement.setString(next, node);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          written.put(rs.getObject(1, UUID.class), rs.getObject(2, Long.class));
          alone = rs.getBoolean(3);
        }
      }
    }
    if (!form.mayRefuse()) {
      batch.forEach(a -> written.putIfAbsent(a.message().id(), null));
    }
    return new Written(written, alone);
  }

  /** Whether it says anything that most messages do not. */
  private static boolean rare(Acceptance a) {
    Message m = a.message();
    return m.target().threadId() != null
        || !m.content().actions().isEmpty()
        || !m.content().extras().equals(Extras.NONE)
        || !m.terms().equals(Terms.ORDINARY.at(m.terms().priority()))
        || a.plan().stopId() != null
        || !m.notes().labels().isEmpty()
        || !m.notes().metadata().isEmpty()
        || m.notes().replyTo() != null
        || m.failover() != null
        || m.target().contact() != null
        || m.notes().batchId() != null;
  }

  private static String lockOrder(Acceptance a) {
    Acceptance.Keys keys = a.keys();
    String own =
        keys.idempotencyKey() == null ? "" : a.message().sender().agentId() + keys.idempotencyKey();
    return own + (keys.originKey() == null ? "" : keys.originKey());
  }

  private @Nullable Object[] row(int ord, Acceptance a, IntakeStatements.Form form) {
    List<@Nullable Object> row = new ArrayList<>();
    addCommon(row, ord, a);
    if (form.rare()) {
      addRare(row, a);
    }
    if (form.replays()) {
      row.add(a.message().notes().replayOf());
    }
    return row.toArray();
  }

  private void addCommon(List<@Nullable Object> row, int ord, Acceptance a) {
    Message m = a.message();
    Acceptance.Plan plan = a.plan();
    row.add(ord);
    row.add(m.id());
    row.add(m.sender().tenant());
    row.add(m.sender().agentId());
    row.add(m.sender().agentName());
    row.add(m.sender().maturity().word());
    row.add(m.sender().origin().word());
    row.add(m.sender().principal());
    row.add(m.target().platform());
    row.add(m.target().connection());
    row.add(m.target().sandbox());
    row.add(m.target().recipientId());
    row.add(m.content().text());
    row.add(m.content().format().word());
    row.add(m.terms().priority().rank());
    row.add(plan.status().word());
    row.add(Decisions.write(a.decision()));
    row.add(a.decision().monitored());
    row.add(a.decision().policy().hash());
    row.add(time(plan.dueAt()));
    row.add(plan.queued(m.createdAt()));
    row.add(m.notes().correlationId());
    row.add(m.createdAt());
    row.add(plan.parts());
    row.add(Queued.urgency(m));
    row.add(a.decision().deciding().reason().word());
    row.add(Fingerprint.of(salt, m.content().text()));
  }

  private static void addRare(List<@Nullable Object> row, Acceptance a) {
    Message m = a.message();
    Acceptance.Dedup dedup = a.keys().dedup();
    Duration maxAge = m.terms().maxAge();
    row.add(a.keys().originKey());
    row.add(m.target().threadId());
    row.add(Actions.write(m.content().actions()));
    row.add(ExtrasJson.write(m));
    row.add(m.terms().scheduledFor());
    row.add(m.terms().expiresAt());
    row.add(maxAge == null ? null : maxAge.toSeconds());
    row.add(a.plan().stopId());
    row.add(m.notes().labels().isEmpty() ? "{}" : Json.write(m.notes().labels()));
    row.add(m.notes().metadata().isEmpty() ? "{}" : Json.write(m.notes().metadata()));
    row.add(m.notes().replyTo());
    row.add(m.target().contact());
    row.add(m.notes().batchId());
    row.add(a.keys().idempotencyKey());
    row.add(a.keys().requestHash());
    row.add(dedup(a));
    row.add(dedup == null ? null : m.createdAt().plus(dedup.window()));
  }

  /** The instant as PostgreSQL reads it; what never ends by itself is its infinity. */
  static @Nullable String time(@Nullable Instant at) {
    if (at == null) {
      return null;
    }
    return at.equals(Instant.MAX) ? "infinity" : at.toString();
  }
}
