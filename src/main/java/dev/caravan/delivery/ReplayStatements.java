package dev.caravan.delivery;

/**
 * What the accepting statement does besides where a row says a dead letter again: it takes that off
 * the list and writes down who did so, in the transaction that stores the row, or stores neither.
 */
final class ReplayStatements {
  private ReplayStatements() {}

  /** The dead letter's id. */
  static final String COLUMN = "uuid replay_of";

  /** What waits for somebody as a dead letter: the predicate of its index, of the table p. */
  static final String OPEN =
      "p.status in ('dead', 'failed', 'unknown') and p.dealt_with_at is null";

  static final String CLAIM =
      ", r as (update proactive_messages p set dealt_with_at = v.created_at from v"
          + " where p.id = v.replay_of and "
          + OPEN
          + " returning p.id, p.content)";

  static final String UNLESS_DEALT_WITH =
      " and (replay_of is null or replay_of in (select id from r))";

  static final String ACTS =
      ", w as (select v.*, r.content as said from v join m using (id) join r on r.id = v.replay_of),"
          + " ra as (insert into dead_letter_acts (message_id, tenant, act, actor, replay_id,"
          + " content_before, content_after, at) select replay_of, tenant, 'replayed', principal, id,"
          + " nullif(said, content), nullif(content, said), created_at from w),"
          + " rt as (insert into audit_events (tenant, at, subject, verb, actor, correlation_id, detail)"
          + " select tenant, created_at, 'message:' || replay_of, 'message.replayed', principal,"
          + " correlation_id, jsonb_build_object('replay_id', id) from w)";
}
