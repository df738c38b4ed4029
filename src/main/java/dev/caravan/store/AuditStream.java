package dev.caravan.store;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The trail in the order in which it can be read without missing a row: by the transaction that
 * wrote a row, then by its id. An id alone does not do: it may be taken before, and its row
 * committed after a later one was read.
 */
public final class AuditStream {
  /** No running transaction can still write before these. */
  private static final String SETTLED = "xid < pg_snapshot_xmin(pg_current_snapshot())";

  private final Jdbi jdbi;

  public AuditStream(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Where a reader stands: behind this row. */
  public record Place(long xid, long id) {
    /** Before all of them. */
    public static final Place START = new Place(0, 0);
  }

  /** An act and its place. */
  public record Read(Place place, AuditLog.Event event) {}

  /** What came behind a place, in order, at most so many. */
  public List<Read> after(Place place, int limit) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "select id, xid::text::bigint as transaction, at, subject, verb, actor, reason,"
                        + " correlation_id, content_hash, detail from audit_events"
                        + " where tenant = 'default' and (xid, id) > (:xid::text::xid8, :id) and "
                        + SETTLED
                        + " order by xid, id limit :limit")
                .bind("xid", place.xid())
                .bind("id", place.id())
                .bind("limit", limit)
                .map(
                    (rs, context) ->
                        new Read(
                            new Place(rs.getLong("transaction"), rs.getLong("id")),
                            AuditLog.read(rs)))
                .list());
  }

  /** Behind all that there is now. */
  public Place end() {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "select id, xid::text::bigint as transaction from audit_events where "
                        + SETTLED
                        + " order by xid desc, id desc limit 1")
                .map((rs, context) -> new Place(rs.getLong("transaction"), rs.getLong("id")))
                .findOne()
                .orElse(Place.START));
  }

  /** Behind the act of this id; where there is none of it any more, at the first that is left. */
  public Place behind(long id) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "select id, xid::text::bigint as transaction from audit_events where id = :id")
                .bind("id", id)
                .map((rs, context) -> new Place(rs.getLong("transaction"), rs.getLong("id")))
                .findOne()
                .or(() -> leftAfter(h, id))
                .orElseGet(this::end));
  }

  /**
   * Ids and transactions differ in their order by those that ran at once, which are never so many.
   */
  private static Optional<Place> leftAfter(Handle h, long id) {
    return h.createQuery(
            "select min(xid::text::bigint) from"
                + " (select xid from audit_events where id > :id order by id limit 1000) next"
                + " having count(*) > 0")
        .bind("id", id)
        .map((rs, context) -> new Place(rs.getLong(1), 0))
        .findOne();
  }

  /**
   * Puts rows first whose transactions are another server's, as after a restore from a dump: their
   * numbers may be ahead of this one's, and such rows would be read years later. Call it at the
   * start.
   */
  public void adopt() {
    jdbi.useTransaction(
        h ->
            h.createUpdate("update audit_events set xid = '0' where xid > pg_current_xact_id()")
                .execute());
  }
}
