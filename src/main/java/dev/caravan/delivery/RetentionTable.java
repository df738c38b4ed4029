package dev.caravan.delivery;

import dev.caravan.contact.FrequencyCap;
import dev.caravan.message.Status;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Takes away what was kept long enough. */
final class RetentionTable {
  private static final List<String> ENDED =
      Arrays.stream(Status.values()).filter(s -> !s.isOpen()).map(Status::word).toList();

  private final Jdbi jdbi;

  RetentionTable(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Forgets messages that ended and have not changed since {@code before}, with all that hangs on
   * them; answers how many, at most so many.
   */
  int forgetMessages(Instant before, int most) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    // Nothing changes before it is created, and that has an index.
                    "with old as (select id from proactive_messages where created_at < :before"
                        + " and updated_at < :before and not queued"
                        // What is unknown stays so; it is over once somebody has dealt with it.
                        + " and (status = any(:ended) or (status = 'unknown' and dealt_with_at is not null))"
                        + " order by created_at limit :most for update skip locked),"
                        + " m as (delete from proactive_messages p using old where p.id = old.id returning p.id),"
                        + " t as (delete from attempts t using m where t.message_id = m.id),"
                        + " y as (delete from approvals y using m where y.message_id = m.id),"
                        + " a as (delete from dead_letter_acts a using m where a.message_id = m.id),"
                        + " r as (delete from revisions r using m where r.message_id = m.id),"
                        + " d as (delete from doubts d using m where d.message_id = m.id),"
                        // Nothing is swallowed for the sake of a message that nobody can be shown.
                        + " k as (delete from dedup k using m where k.message_id = m.id)"
                        + " select count(*) from m")
                .bind("before", before)
                .bindArray("ended", String.class, ENDED.toArray())
                .bind("most", most)
                .mapTo(Integer.class)
                .one());
  }

  /** Forgets dedup keys whose window is over; answers how many, at most so many. */
  int forgetDedupKeys(Instant now, int most) {
    return jdbi.withHandle(
        h ->
            h.createUpdate(
                    "delete from dedup where ctid = any(array(select ctid from dedup where until <= :now"
                        + " limit :most for update skip locked))")
                .bind("now", now)
                .bind("most", most)
                .execute());
  }

  /** Forgets batches whose messages are all forgotten; answers how many, at most so many. */
  int forgetBatches(Instant before, int most) {
    return jdbi.withHandle(
        h ->
            h.createUpdate(
                    "delete from batches where id = any(array(select b.id from batches b"
                        + " where b.created_at < :before and not exists"
                        + " (select 1 from proactive_messages p where p.batch_id = b.id) limit :most))")
                .bind("before", before)
                .bind("most", most)
                .execute());
  }

  /** Forgets what no cap counts any more, and the names of contacts that were taken away. */
  int forgetFrequency(Instant now, int most) {
    Instant before = now.minus(FrequencyCap.LONGEST);
    return jdbi.withHandle(
        h -> {
          h.createUpdate("delete from contacts where deleted_at < :before")
              .bind("before", before)
              .execute();
          return h.createUpdate(
                  "delete from frequency_slots where ctid = any(array(select ctid from frequency_slots"
                      + " where at < :before limit :most for update skip locked))")
              .bind("before", before)
              .bind("most", most)
              .execute();
        });
  }
}
