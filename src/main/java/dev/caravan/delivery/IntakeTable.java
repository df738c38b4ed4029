package dev.caravan.delivery;

import dev.caravan.message.Fingerprint;
import dev.caravan.message.Message;
import dev.caravan.message.Status;
import dev.caravan.store.Batch;
import dev.caravan.store.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The one statement that accepts messages: message, outbox row and audit row together. */
final class IntakeTable {
  private static final List<String> NAMES =
      List.of(
          "ord",
          "id",
          "tenant",
          "agent_id",
          "agent_name",
          "agent_maturity_level",
          "origin",
          "principal",
          "origin_key",
          "platform",
          "connection",
          "sandbox",
          "recipient_id",
          "thread_id",
          "content",
          "format",
          "actions",
          "extras",
          "priority",
          "status",
          "decision",
          "monitored",
          "policy_hash",
          "scheduled_for",
          "expires_at",
          "max_age_seconds",
          "due_at",
          "stop_id",
          "queued",
          "labels",
          "metadata",
          "correlation_id",
          "reply_to",
          "idempotency_key",
          "request_hash",
          "created_at",
          "part_count",
          "urgency",
          "verb",
          "reason",
          "content_hash",
          "dedup_key",
          "dedup_until");
  private static final String[] TYPES = {
    "int4",
    "uuid",
    "text",
    "uuid",
    "text",
    "text",
    "text",
    "text",
    "text",
    "text",
    "text",
    "bool",
    "text",
    "text",
    "text",
    "text",
    "jsonb",
    "jsonb",
    "int4",
    "text",
    "jsonb",
    "bool",
    "text",
    "timestamptz",
    "timestamptz",
    "int8",
    "timestamptz",
    "uuid",
    "bool",
    "jsonb",
    "jsonb",
    "text",
    "text",
    "text",
    "text",
    "timestamptz",
    "int4",
    "int4",
    "text",
    "text",
    "text",
    "text",
    "timestamptz"
  };
  private static final String COLUMNS =
      "id, tenant, agent_id, agent_name, agent_maturity_level, origin, principal, origin_key,"
          + " platform, connection, sandbox, recipient_id, thread_id, content, format, actions,"
          + " extras, priority, status, decision, monitored, policy_hash, scheduled_for, expires_at,"
          + " max_age_seconds, due_at, stop_id, queued, labels, metadata, correlation_id, reply_to,"
          + " idempotency_key, request_hash, created_at, part_count";
  private static final String ROWS =
      "with v as (select * from "
          + Batch.unnest(TYPES)
          + " as t("
          + String.join(", ", NAMES)
          + "))";
  private static final String DEDUP =
      ", d as (insert into dedup (tenant, agent_id, dedup_key, message_id, until)"
          + " select tenant, agent_id, dedup_key, id, dedup_until from v where dedup_key is not null"
          // A repeat stores no message, so the dedup key must not be bent to its id.
          + " and not exists (select 1 from proactive_messages p where p.tenant = v.tenant"
          + " and p.agent_id = v.agent_id and p.idempotency_key = v.idempotency_key)"
          + " order by tenant, agent_id, dedup_key"
          + " on conflict (tenant, agent_id, dedup_key) do update"
          + " set message_id = excluded.message_id, until = excluded.until"
          + " where dedup.until <= (select max(created_at) from v) returning message_id)";
  private static final String MESSAGES =
      ", m as (insert into proactive_messages ("
          + COLUMNS
          + ", updated_at) select "
          + COLUMNS
          + ", created_at from v";
  private static final String UNLESS_SWALLOWED =
      " where dedup_key is null or id in (select message_id from d)";
  private static final String OTHERS =
      " on conflict do nothing returning id),"
          + " o as (insert into outbox (id, tenant, connection, recipient_id, urgency, parts, expires_at)"
          + " select v.id, tenant, connection, recipient_id, urgency, part_count, expires_at"
          + " from v join m using (id) where queued order by ord returning id, seq),"
          + " a as (insert into audit_events"
          + " (tenant, at, subject, verb, actor, reason, correlation_id, content_hash)"
          + " select tenant, created_at, 'message:' || v.id, verb, principal, reason, correlation_id,"
          + " content_hash from v join m using (id) order by ord)"
          + " select m.id, o.seq, not exists (select 1 from nodes n where n.node <> ?"
          + " and n.beat_at > clock_timestamp() - interval '5 seconds') from m left join o using (id)";

  /** Most batches hold no dedup key, and need not look for one. */
  private static final String PLAIN = ROWS + MESSAGES + OTHERS;

  private static final String DEDUPED = ROWS + DEDUP + MESSAGES + UNLESS_SWALLOWED + OTHERS;

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

  /** Writes all of them. */
  Written insert(Connection connection, List<Acceptance> batch) throws SQLException {
    Batch rows = new Batch(TYPES);
    // Unique keys are taken in one order by every writer, so that two of them cannot lock each
    // other.
    List<Integer> order =
        IntStream.range(0, batch.size())
            .boxed()
            .sorted(Comparator.comparing(i -> lockOrder(batch.get(i))))
            .toList();
    boolean deduped = batch.stream().anyMatch(a -> a.keys().dedup() != null);
    boolean keyed = batch.stream().anyMatch(a -> !lockOrder(a).isEmpty());
    for (int i = 0; i < batch.size(); i++) {
      int ord = keyed ? order.get(i) : i;
      add(rows, ord, batch.get(ord));
    }
    Map<UUID, @Nullable Long> written = new HashMap<>();
    boolean alone = false;
    try (PreparedStatement statement = connection.prepareStatement(deduped ? DEDUPED : PLAIN)) {
      int next = rows.bind(connection, statement, 1);
      statement.setString(next, node);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          written.put(rs.getObject(1, UUID.class), rs.getObject(2, Long.class));
          alone = rs.getBoolean(3);
        }
      }
    }
    return new Written(written, alone);
  }

  private static String lockOrder(Acceptance a) {
    Acceptance.Keys keys = a.keys();
    String own =
        keys.idempotencyKey() == null ? "" : a.message().sender().agentId() + keys.idempotencyKey();
    return own + (keys.originKey() == null ? "" : keys.originKey());
  }

  private void add(Batch rows, int ord, Acceptance a) {
    Message m = a.message();
    Acceptance.Plan plan = a.plan();
    Acceptance.Dedup dedup = a.keys().dedup();
    Duration maxAge = m.terms().maxAge();
    rows.add(
        ord,
        m.id(),
        m.sender().tenant(),
        m.sender().agentId(),
        m.sender().agentName(),
        m.sender().maturity().word(),
        m.sender().origin().word(),
        m.sender().principal(),
        a.keys().originKey(),
        m.target().platform(),
        m.target().connection(),
        m.target().sandbox(),
        m.target().recipientId(),
        m.target().threadId(),
        m.content().text(),
        m.content().format().word(),
        Actions.write(m.content().actions()),
        ExtrasJson.write(m.content().extras()),
        m.terms().priority().rank(),
        plan.status().word(),
        Decisions.write(a.decision()),
        a.decision().monitored(),
        a.decision().policy().hash(),
        m.terms().scheduledFor(),
        m.terms().expiresAt(),
        maxAge == null ? null : maxAge.toSeconds(),
        time(plan.dueAt()),
        plan.stopId(),
        plan.queued(m.createdAt()),
        m.notes().labels().isEmpty() ? "{}" : Json.write(m.notes().labels()),
        m.notes().metadata().isEmpty() ? "{}" : Json.write(m.notes().metadata()),
        m.notes().correlationId(),
        m.notes().replyTo(),
        a.keys().idempotencyKey(),
        a.keys().requestHash(),
        m.createdAt(),
        plan.parts(),
        Queued.urgency(m),
        plan.status() == Status.PENDING ? "message.pending" : "message.approved",
        a.decision().deciding().reason().word(),
        Fingerprint.of(salt, m.content().text()),
        dedup == null ? null : dedup.key(),
        dedup == null ? null : m.createdAt().plus(dedup.window()));
  }

  /** The instant as PostgreSQL reads it; what never ends by itself is its infinity. */
  static @Nullable String time(@Nullable Instant at) {
    if (at == null) {
      return null;
    }
    return at.equals(Instant.MAX) ? "infinity" : at.toString();
  }
}
