package dev.caravan.delivery;

import dev.caravan.message.Attempt;
import dev.caravan.message.Sender;
import dev.caravan.message.Status;
import dev.caravan.message.StoredMessage;
import dev.caravan.store.AuditLog;
import dev.caravan.store.AuditLog.Act;
import dev.caravan.store.PlannedAnew;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The {@code proactive_messages} table: what was accepted, and what became of it. */
public final class MessagesTable {
  /** How many messages a page looks at where no index leads to them: a tenth of a second or two. */
  private static final int FARTHEST = 20_000;

  private static final String SELECT =
      "select p.*, o.not_before as next_attempt_at from proactive_messages p"
          + " left join outbox o on o.id = p.id ";

  private final Jdbi jdbi;
  private final int farthest;

  public MessagesTable(Jdbi jdbi) {
    this(jdbi, FARTHEST);
  }

  /** One whose pages look no further than this. */
  MessagesTable(Jdbi jdbi, int farthest) {
    this.jdbi = jdbi;
    this.farthest = farthest;
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

  /**
   * Some of what matches.
   *
   * @param next where the next page begins; null at the end. Fewer items than asked for are no end
   */
  public record Page(List<StoredMessage> items, @Nullable UUID next) {}

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

  /** A message, and the hash of what its caller had said. */
  public record Keyed(StoredMessage message, String requestHash) {}

  /** The message that the agent stored under this Idempotency-Key. */
  public Optional<Keyed> keyed(UUID agent, String key) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    SELECT
                        + "where p.tenant = 'default' and p.agent_id = :agent and p.idempotency_key = :key")
                .bind("agent", agent)
                .bind("key", key)
                .map(
                    (rs, context) ->
                        new Keyed(MessageRowsTable.stored(rs), rs.getString("request_hash")))
                .findOne());
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

  /** Whose dedup key swallows what else has it, and until when. */
  public record Swallowing(UUID id, Instant until) {}

  /** What would swallow a message of the agent with this dedup key now. */
  public Optional<Swallowing> swallowing(UUID agent, String key, Instant now) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "select message_id, until from dedup where tenant = 'default'"
                        + " and agent_id = :agent and dedup_key = :key and until > :now")
                .bind("agent", agent)
                .bind("key", key)
                .bind("now", now)
                .map(
                    (rs, context) ->
                        new Swallowing(
                            rs.getObject("message_id", UUID.class),
                            rs.getTimestamp("until").toInstant()))
                .findOne());
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
  public Page newest(Filter filter) {
    return page(new Listing(filter, /* newestFirst= */ true, farthest), filter.span().limit());
  }

  /** The messages that match, oldest first. */
  public Page oldest(Filter filter) {
    return page(new Listing(filter, /* newestFirst= */ false, farthest), filter.span().limit());
  }

  private Page page(Listing listing, int limit) {
    return jdbi.withHandle(
        h -> {
          List<StoredMessage> found =
              asked(h, listing.page()).map((rs, context) -> MessageRowsTable.stored(rs)).list();
          if (found.size() == limit) {
            return new Page(found, found.get(limit - 1).message().id());
          }
          Optional<Listing.Asked> end = listing.end();
          if (end.isEmpty()) {
            return new Page(found, null);
          }
          UUID stopped = asked(h, end.get()).mapTo(UUID.class).findOne().orElse(null);
          return new Page(found, stopped);
        });
  }

  private static Query asked(Handle handle, Listing.Asked asked) {
    return handle.createQuery(asked.sql()).addCustomizer(new PlannedAnew()).bindMap(asked.binds());
  }

  /** The tries of a message, oldest first. */
  public List<Attempt> attempts(UUID id) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "select *, coalesce(number > min(number) filter (where outcome = 'unknown')"
                        + " over (partition by part), false) as resend"
                        + " from attempts where message_id = :id order by started_at, part, number")
                .bind("id", id)
                .map(
                    (rs, context) ->
                        new Attempt(
                            rs.getInt("part"),
                            rs.getInt("number"),
                            rs.getTimestamp("started_at").toInstant(),
                            rs.getTimestamp("ended_at").toInstant(),
                            rs.getString("node"),
                            rs.getBoolean("resend"),
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

  /** What was done about a dead letter; null where nothing was. */
  public @Nullable DeadLetterAct dealtWith(UUID id) {
    return new DeadLettersTable(jdbi).act(id).orElse(null);
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
