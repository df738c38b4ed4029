package dev.caravan.delivery;

import dev.caravan.message.Reason;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Ends many messages that wait, a batch at a time, so that nobody waits long for its locks. */
final class CancellationsTable {
  private final Jdbi jdbi;

  CancellationsTable(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * The oldest that wait and match, at most so many. What waits stands in three places, each of
   * which has its index; the history is not looked at.
   */
  List<UUID> waiting(Cancellations.Filter filter, int most) {
    Where where = filter.where();
    String matches = " and " + where.sql();
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "select id from ("
                        + "select p.id from outbox o join proactive_messages p on p.id = o.id"
                        + " where o.state = 'ready' and p.status = 'approved'"
                        + matches
                        + " union all select p.id from proactive_messages p"
                        + " where p.status = 'approved' and not p.queued"
                        + matches
                        + " union all select p.id from proactive_messages p where p.status = 'pending'"
                        + matches
                        + ") waiting order by id limit :most")
                .bindMap(where.binds())
                .bind("most", most)
                .mapTo(UUID.class)
                .list());
  }

  /** Ends those of these that are not being sent; answers how many. */
  int cancel(List<UUID> ids, Cancellations.Order order, Instant now) {
    return jdbi.inTransaction(
        h -> {
          // Whoever becomes due meanwhile would be neither in the outbox nor outside of it.
          h.execute(PromotionTable.ONE_AT_A_TIME);
          return h.createUpdate(
                  // The outbox first, as whoever settles does; what is being marked is left alone.
                  "with o as (delete from outbox where ctid = any(array(select ctid from outbox"
                      + " where id = any(:ids) and state = 'ready' for update skip locked)) returning id),"
                      + " m as (update proactive_messages p set status = 'cancelled', queued = false, due_at = null,"
                      + " stop_id = null, error_reason = :reason, error_message = :why, updated_at = :now"
                      + " where p.id = any(:ids) and p.status in ('pending', 'approved')"
                      + " and (not p.queued or p.id in (select id from o))"
                      + " returning p.id, p.tenant, p.correlation_id)"
                      + " insert into audit_events (tenant, at, subject, verb, actor, reason, correlation_id)"
                      + " select tenant, :now, 'message:' || id, 'message.cancelled', :by, :reason, correlation_id from m")
              .bindArray("ids", UUID.class, ids.toArray())
              .bind("reason", Reason.CANCELLED_BY_HUMAN.word())
              .bind("why", order.reason())
              .bind("by", order.by())
              .bind("now", now)
              .execute();
        });
  }
}
