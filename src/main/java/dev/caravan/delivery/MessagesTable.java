package dev.caravan.delivery;

import dev.caravan.message.Attempt;
import dev.caravan.message.Sender;
import dev.caravan.message.Status;
import dev.caravan.message.StoredMessage;
import dev.caravan.store.AuditLog;
import dev.caravan.store.AuditLog.Act;
import dev.caravan.store.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The {@code proactive_messages} table: what was accepted, and what became of it. */
public final class MessagesTable {
  private static final String SELECT =
      "select p.*, o.not_before as next_attempt_at from proactive_messages p"
          + " left join outbox o on o.id = p.id ";

  private final Jdbi jdbi;

  public MessagesTable(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** What to look for; null means any. Newest first, so {@code before} is the last id seen. */
  public record Filter(
      @Nullable Who who,
      @Nullable Status status,
      @Nullable Label label,
      @Nullable Boolean monitored,
      @Nullable Addressed addressed,
      Span span) {

    /** By which contact's name it was addressed, and with what others at once. */
    public record Addressed(@Nullable String contact, @Nullable UUID batchId) {}

    /** From and to whom. */
    public record Who(
        @Nullable UUID agentId,
        @Nullable String recipientId,
        @Nullable String platform,
        @Nullable String connection,
        @Nullable String correlationId) {}

    /** A label; a null value means any. */
    public record Label(String key, @Nullable String value) {}

    /** Created in between, and on which page. */
    public record Span(
        @Nullable Instant from, @Nullable Instant to, @Nullable UUID beyond, int limit) {}
  }

  /** The message of this id. */
  public Optional<StoredMessage> byId(UUID id) {
    return jdbi.withHandle(h -> byId(h, id));
  }

  /** The message of this id, within a transaction. */
  public static Optional<StoredMessage> byId(Handle handle, UUID id) {
    return handle
        .createQuery(SELECT + "where p.id = :id")
        .bind("id", id)
        .map((rs, context) -> MessageRowsTable.stored(rs))
        .findOne();
  }

  /** The messages of these ids that exist. */
  public Map<UUID, StoredMessage> byIds(List<UUID> ids) {
    Map<UUID, StoredMessage> found = new LinkedHashMap<>();
    jdbi.useHandle(
        h ->
            h.createQuery(SELECT + "where p.id = any(:ids)")
                .bindArray("ids", UUID.class, ids.toArray())
                .map((rs, context) -> MessageRowsTable.stored(rs))
                .forEach(m -> found.put(m.message().id(), m)));
    return found;
  }

  /** The message that was stored under one of these keys before. */
  @Nullable StoredMessage byKey(Sender sender, Acceptance.Keys keys) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    SELECT
                        + "where p.tenant = :tenant and ((p.agent_id = :agent and p.idempotency_key = :key)"
                        + " or p.origin_key = :origin) limit 1")
                .bind("tenant", sender.tenant())
                .bind("agent", sender.agentId())
                .bind("key", keys.idempotencyKey())
                .bind("origin", keys.originKey())
                .map((rs, context) -> MessageRowsTable.stored(rs))
                .findOne()
                .orElse(null));
  }

  /** The message that this dedup key was first used for. */
  @Nullable StoredMessage byDedup(Sender sender, Acceptance.@Nullable Dedup dedup) {
    if (dedup == null) {
      return null;
    }
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    SELECT
                        + "join dedup d on d.message_id = p.id"
                        + " where d.tenant = :tenant and d.agent_id = :agent and d.dedup_key = :key")
                .bind("tenant", sender.tenant())
                .bind("agent", sender.agentId())
                .bind("key", dedup.key())
                .map((rs, context) -> MessageRowsTable.stored(rs))
                .findOne()
                .orElse(null));
  }

  /** The hash of what the caller had said. */
  String requestHash(UUID id) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "select coalesce(request_hash, '') from proactive_messages where id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .one());
  }

  /** The messages that match, newest first. */
  public List<StoredMessage> newest(Filter filter) {
    return list(filter, "<", "desc");
  }

  /** The messages that match, oldest first. */
  public List<StoredMessage> oldest(Filter filter) {
    return list(filter, ">", "asc");
  }

  /** A message that was given no correlation has its own id for one, and no entry in its index. */
  private static void correlated(
      List<String> where, Map<String, Object> binds, @Nullable String correlation) {
    put(
        where,
        binds,
        "((p.correlation_id = :correlation and p.correlation_id <> p.id::text)"
            + " or p.id = case when :correlation ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then :correlation::uuid end)",
        "correlation",
        correlation);
  }

  private List<StoredMessage> list(Filter filter, String beyond, String order) {
    Map<String, Object> binds = new LinkedHashMap<>();
    List<String> where = new ArrayList<>(List.of("p.tenant = 'default'"));
    Filter.Who who = filter.who();
    if (who != null) {
      put(where, binds, "p.agent_id = :agent", "agent", who.agentId());
      put(where, binds, "p.recipient_id = :recipient", "recipient", who.recipientId());
      put(where, binds, "p.platform = :platform", "platform", who.platform());
      put(where, binds, "p.connection = :connection", "connection", who.connection());
      correlated(where, binds, who.correlationId());
    }
    put(
        where,
        binds,
        "p.status = :status",
        "status",
        filter.status() == null ? null : filter.status().word());
    put(where, binds, "p.monitored = :monitored", "monitored", filter.monitored());
    if (filter.label() != null) {
      Filter.Label label = filter.label();
      boolean any = label.value() == null;
      put(
          where,
          binds,
          any ? "jsonb_exists(p.labels, :label)" : "p.labels @> :label::jsonb",
          "label",
          any ? label.key() : Json.write(Map.of(label.key(), label.value())));
    }
    if (filter.addressed() != null) {
      put(where, binds, "p.contact = :contact", "contact", filter.addressed().contact());
      put(where, binds, "p.batch_id = :batch", "batch", filter.addressed().batchId());
    }
    put(where, binds, "p.created_at >= :from", "from", filter.span().from());
    put(where, binds, "p.created_at < :to", "to", filter.span().to());
    // Ids are made in the order of time, so that they are the pages' keys too.
    put(where, binds, "p.id " + beyond + " :beyond", "beyond", filter.span().beyond());
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    SELECT
                        + "where "
                        + String.join(" and ", where)
                        + " order by p.id "
                        + order
                        + " limit :limit")
                .bindMap(binds)
                .bind("limit", filter.span().limit())
                .map((rs, context) -> MessageRowsTable.stored(rs))
                .list());
  }

  private static void put(
      List<String> where,
      Map<String, Object> binds,
      String condition,
      String name,
      @Nullable Object value) {
    if (value != null) {
      where.add(condition);
      binds.put(name, value);
    }
  }

  /** The tries of a message, oldest first. */
  public List<Attempt> attempts(UUID id) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "select * from attempts where message_id = :id order by started_at, part, number")
                .bind("id", id)
                .map(
                    (rs, context) ->
                        new Attempt(
                            rs.getInt("part"),
                            rs.getInt("number"),
                            rs.getTimestamp("started_at").toInstant(),
                            rs.getTimestamp("ended_at").toInstant(),
                            rs.getString("node"),
                            new Attempt.Result(
                                rs.getString("outcome"),
                                rs.getString("reason"),
                                rs.getString("detail"))))
                .list());
  }

  /** What was changed about a message after it was sent, newest first. */
  public List<Map<String, Object>> revisions(UUID id) {
    return new RevisionsTable(jdbi).of(id);
  }

  /**
   * Ends a message that is not being sent, if it stands where that may happen; its outbox row goes
   * too.
   */
  public boolean end(UUID id, Status to, Act act, Instant now) {
    return jdbi.inTransaction(
        h -> {
          int gone =
              h.createUpdate("delete from outbox where id = :id and state = 'ready'")
                  .bind("id", id)
                  .execute();
          int ended =
              h.createUpdate(
                      "update proactive_messages set status = :to, queued = false, due_at = null, stop_id = null,"
                          + " error_reason = :reason, updated_at = :now where id = :id"
                          + " and status = any(:from) and (not queued or :gone)")
                  .bind("to", to.word())
                  .bindArray("from", String.class, to.predecessors().toArray())
                  .bind("reason", act.reason())
                  .bind("now", now)
                  .bind("id", id)
                  .bind("gone", gone > 0)
                  .execute();
          if (ended == 0) {
            h.rollback();
            return false;
          }
          AuditLog.write(h, now, act);
          return true;
        });
  }
}
