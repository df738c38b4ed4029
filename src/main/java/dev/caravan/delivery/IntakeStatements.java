package dev.caravan.delivery;

import dev.caravan.store.Batch;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The accepting statement in its few forms. Its cost is there for one row too, and half of it for
 * columns and joins that most batches have no use for, so these are left out where they can be:
 * columns that no row fills, and the look for conflicts where no row has a key.
 */
final class IntakeStatements {
  private static final String COLUMNS =
      "id, tenant, agent_id, agent_name, agent_maturity_level, origin, principal, origin_key,"
          + " platform, connection, sandbox, recipient_id, thread_id, content, format, actions,"
          + " extras, priority, status, decision, monitored, policy_hash, scheduled_for, expires_at,"
          + " max_age_seconds, due_at, stop_id, queued, labels, metadata, correlation_id, reply_to,"
          + " idempotency_key, request_hash, created_at, part_count";

  /** Columns that the lean statement does not even name. */
  private static final String RARER = ", contact, batch_id";

  private static final String DEDUP =
      ", d as (insert into dedup (tenant, agent_id, dedup_key, message_id, until)"
          + " select tenant, agent_id, dedup_key, id, dedup_until from v where dedup_key is not null"
          + " order by tenant, agent_id, dedup_key"
          + " on conflict (tenant, agent_id, dedup_key) do update"
          + " set message_id = excluded.message_id, until = excluded.until"
          + " where dedup.until <= (select max(created_at) from v) returning message_id)";
  private static final String UNLESS_SWALLOWED =
      " and (dedup_key is null or id in (select message_id from d))";
  private static final String WRITTEN_ONLY = " join m using (id)";
  private static final String ALONE =
      ", not exists (select 1 from nodes n where n.node <> ?"
          + " and n.beat_at > clock_timestamp() - interval '5 seconds')";

  /** What every message says. */
  private static final List<String> COMMON =
      List.of(
          "int4 ord",
          "uuid id",
          "text tenant",
          "uuid agent_id",
          "text agent_name",
          "text agent_maturity_level",
          "text origin",
          "text principal",
          "text platform",
          "text connection",
          "bool sandbox",
          "text recipient_id",
          "text content",
          "text format",
          "int4 priority",
          "text status",
          "jsonb decision",
          "bool monitored",
          "text policy_hash",
          "timestamptz due_at",
          "bool queued",
          "text correlation_id",
          "timestamptz created_at",
          "int4 part_count",
          "int4 urgency",
          "text reason",
          "text content_hash");

  /** What few messages say, and what all others have instead. */
  private static final List<Map.Entry<String, String>> RARE =
      List.of(
          Map.entry("text origin_key", "null"),
          Map.entry("text thread_id", "null"),
          Map.entry("jsonb actions", "'[]'"),
          Map.entry("jsonb extras", "'{}'"),
          Map.entry("timestamptz scheduled_for", "null"),
          Map.entry("timestamptz expires_at", "null"),
          Map.entry("int8 max_age_seconds", "null"),
          Map.entry("uuid stop_id", "null"),
          Map.entry("jsonb labels", "'{}'"),
          Map.entry("jsonb metadata", "'{}'"),
          Map.entry("text reply_to", "null"),
          Map.entry("text contact", "null"),
          Map.entry("uuid batch_id", "null"),
          Map.entry("text idempotency_key", "null"),
          Map.entry("text request_hash", "null"),
          Map.entry("text dedup_key", "null"),
          Map.entry("timestamptz dedup_until", "null"));

  private final Map<Form, String> made = new ConcurrentHashMap<>();

  /**
   * What a batch asks of its statement; few forms occur.
   *
   * @param keyed some rows may be repeats of earlier ones
   * @param deduped some rows may be swallowed
   * @param replays some rows say a dead letter again
   * @param rare some rows fill the rare columns; always so where there are keys
   */
  record Form(boolean keyed, boolean deduped, boolean rare, boolean replays) {
    static Form of(boolean keyed, boolean deduped, boolean rare, boolean replays) {
      return new Form(keyed, deduped, rare || keyed || deduped || replays, replays);
    }

    /** Whether a row may be left unwritten. */
    boolean mayRefuse() {
      return keyed || deduped || replays;
    }

    /** The columns of a row, each as its type and its name. */
    String[] columns() {
      return Stream.of(
              COMMON.stream(),
              rare ? RARE.stream().map(Map.Entry::getKey) : Stream.<String>of(),
              replays ? Stream.of(ReplayStatements.COLUMN) : Stream.<String>of())
          .flatMap(s -> s)
          .toArray(String[]::new);
    }
  }

  /** The statement; it answers id and seq of each row that it queued, of others where it may. */
  String of(Form form) {
    return made.computeIfAbsent(form, IntakeStatements::make);
  }

  private static String make(Form form) {
    String rows =
        rows(form)
            + (form.deduped() ? DEDUP : "")
            + (form.replays() ? ReplayStatements.CLAIM : "")
            + messages(
                COLUMNS + (form.rare() ? RARER : "") + (form.replays() ? ", replay_of" : ""));
    if (!form.mayRefuse()) {
      return rows + ")" + others("") + " select o.id, o.seq" + ALONE + " from o";
    }
    return rows
        + " where true"
        + (form.deduped() ? UNLESS_SWALLOWED : "")
        + (form.replays() ? ReplayStatements.UNLESS_DEALT_WITH : "")
        + " on conflict do nothing returning id)"
        + (form.replays() ? ReplayStatements.ACTS : "")
        + others(WRITTEN_ONLY)
        + " select m.id, o.seq"
        + ALONE
        + " from m left join o using (id)";
  }

  private static String messages(String columns) {
    return ", m as (insert into proactive_messages (%s, updated_at) select %s, created_at from v"
        .formatted(columns, columns);
  }

  private static String rows(Form form) {
    String absent =
        form.rare()
            ? ""
            : RARE.stream()
                .map(c -> ", " + c.getValue() + "::" + c.getKey().replace(" ", " as "))
                .collect(Collectors.joining());
    return "with v as (select t.*" + absent + " from " + Batch.rows(form.columns()) + " as t)";
  }

  private static String others(String which) {
    return ", o as (insert into outbox (id, tenant, connection, recipient_id, urgency, parts, expires_at)"
        + " select v.id, tenant, connection, recipient_id, urgency, part_count, expires_at from v"
        + which
        + " where queued order by ord returning id, seq),"
        + " a as (insert into audit_events"
        + " (tenant, at, subject, verb, actor, reason, correlation_id, content_hash)"
        + " select tenant, created_at, 'message:' || v.id, 'message.' || status, principal, reason, correlation_id,"
        + " content_hash from v"
        + which
        + " order by ord)";
  }
}
