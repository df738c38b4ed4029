package dev.caravan.delivery;

import dev.caravan.message.Reason;
import dev.caravan.message.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** What becomes due: accepted messages enter the outbox, unanswered and overdue ones expire. */
final class PromotionTable {
  private static final int MOST = 1000;

  /** What comes back that may have arrived is no first try: it is asked about before it is sent. */
  private static final String TRIES =
      "coalesce((select d.tries from doubts d where d.message_id = m.id"
          + " and d.part = coalesce(m.next_part, 0)), 0)";

  /** Held to the end of the transaction by whoever moves messages into the outbox by their time. */
  static final String ONE_AT_A_TIME =
      "select pg_advisory_xact_lock(hashtextextended('caravan.promotion', 0))";

  private final Jdbi jdbi;

  PromotionTable(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Rows moved into the outbox, and the connections they are for. */
  record Promoted(int count, Set<String> connections) {}

  /**
   * Moves the next batch of what is due into the outbox; one promoter at a time among all nodes, as
   * two would share out a lane between them and so mix up its order.
   */
  Promoted promote(Instant now) {
    List<String> connections =
        jdbi.inTransaction(
            h -> {
              h.execute(ONE_AT_A_TIME);
              return h.createQuery(
                      "with due as (select id from proactive_messages where status = 'approved' and not queued"
                          + " and due_at <= :now order by due_at, id limit :most for update skip locked),"
                          + " m as (update proactive_messages p set queued = true, stop_id = null,"
                          + " updated_at = :now from due where p.id = due.id returning p.*),"
                          + " o as (insert into outbox (id, tenant, connection, recipient_id, urgency, part, parts, expires_at, attempts)"
                          + " select id, tenant, connection, recipient_id, 4 - priority, coalesce(next_part, 0),"
                          + " part_count, expires_at, "
                          + TRIES
                          + " from m order by due_at, id on conflict (id) do nothing)"
                          + " select connection from m")
                  .bind("now", now)
                  .bind("most", MOST)
                  .mapTo(String.class)
                  .list();
            });
    return new Promoted(connections.size(), Set.copyOf(connections));
  }

  /** Ends pending messages nobody answered in time; answers how many. */
  int expirePending(Instant now, Duration ttl) {
    return expire(
        "p.status = 'pending' and (p.expires_at <= :now"
            // A row of a pending message changes only when it becomes one: at submit, or at its
            // send.
            + " or (p.updated_at <= :oldest and coalesce(p.scheduled_for, p.created_at) <= :now))",
        Reason.APPROVAL_EXPIRED,
        now,
        now.minus(ttl));
  }

  /** Ends what waits in the outbox beyond its own end, as under a stop; answers how many. */
  int expireQueued(Instant now) {
    return jdbi.withHandle(
        h ->
            h.createUpdate(
                    "with o as (delete from outbox where ctid = any(array(select ctid from outbox where state <> 'sending'"
                        + " and expires_at <= :now limit :most for update skip locked)) returning id),"
                        + " m as (update proactive_messages p set status = 'expired', queued = false, due_at = null,"
                        + " error_reason = :reason, updated_at = :now from o where p.id = o.id and p.status = 'approved'"
                        + " returning p.id, p.tenant, p.correlation_id)"
                        + " insert into audit_events (tenant, at, subject, verb, actor, reason, correlation_id)"
                        + " select tenant, :now, 'message:' || id, 'message.expired', 'hub', :reason, correlation_id from m")
                .bind("reason", Reason.EXPIRED.word())
                .bind("now", now)
                .bind("most", MOST)
                .execute());
  }

  /** Ends what waits outside of the outbox beyond its own end; answers how many. */
  int expireWaiting(Instant now) {
    return expire(
        "p.status = 'approved' and not p.queued and p.due_at is not null and p.expires_at <= :now",
        Reason.EXPIRED,
        now,
        now);
  }

  private int expire(String which, Reason reason, Instant now, Instant oldest) {
    return jdbi.inTransaction(
        h ->
            h.createUpdate(
                    "with m as (update proactive_messages p set status = 'expired', due_at = null, stop_id = null,"
                        + " error_reason = :reason, updated_at = :now where p.id in (select p.id from proactive_messages p"
                        + " where "
                        + which
                        + " limit :most for update skip locked) returning p.id, p.tenant, p.correlation_id)"
                        + " insert into audit_events (tenant, at, subject, verb, actor, reason, correlation_id)"
                        + " select tenant, :now, 'message:' || id, 'message.expired', 'hub', :reason, correlation_id from m"
                        // The oldest is only looked at where approvals expire.
                        + " where :oldest::timestamptz is not null")
                .bind("reason", reason.word())
                .bind("now", now)
                .bind("oldest", oldest)
                .bind("most", MOST)
                .execute());
  }

  /**
   * Moves a message that was just approved into the outbox if it is due, within its transaction.
   */
  static boolean promoteOne(org.jdbi.v3.core.Handle handle, UUID id, Instant now) {
    return handle
            .createUpdate(
                "with m as (update proactive_messages set queued = true where id = :id and status = '"
                    + Status.APPROVED.word()
                    + "' and not queued and due_at <= :now returning *)"
                    + " insert into outbox (id, tenant, connection, recipient_id, urgency, part, parts, expires_at, attempts)"
                    + " select id, tenant, connection, recipient_id, 4 - priority, coalesce(next_part, 0),"
                    + " part_count, expires_at, "
                    + TRIES
                    + " from m on conflict (id) do nothing")
            .bind("id", id)
            .bind("now", now)
            .execute()
        == 1;
  }
}
