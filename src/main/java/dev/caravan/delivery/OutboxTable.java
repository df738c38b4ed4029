package dev.caravan.delivery;

import dev.caravan.message.Reason;
import dev.caravan.store.Batch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The {@code outbox} table: what may go now. */
final class OutboxTable {
  /** As {@link Weight}, of what is stored: lengths alone are read, no text. */
  private static final String WEIGHT =
      "("
          + Weight.MESSAGE
          + " + octet_length(p.content) + pg_column_size(p.metadata) + pg_column_size(p.extras)"
          + " + pg_column_size(p.actions))";

  /** Walks from one lane's head to the next by the index, whatever lies between them. */
  private static final String HEADS =
      "with recursive heads as ("
          + "(select o.urgency, o.recipient_id, 1 as n from outbox o where o.connection = ? and o.state = 'ready'"
          + " and (o.urgency, o.recipient_id) > (?, ?) and o.urgency <= ?"
          + " order by o.urgency, o.recipient_id limit 1)"
          + " union all"
          + " select n.urgency, n.recipient_id, h.n + 1 from heads h cross join lateral ("
          + "select o.urgency, o.recipient_id from outbox o where o.connection = ? and o.state = 'ready'"
          + " and (o.urgency, o.recipient_id) > (h.urgency, h.recipient_id) and o.urgency <= ?"
          + " order by o.urgency, o.recipient_id limit 1) n where h.n < ?)"
          + " select * from (select l.*, y.approver, y.content_hash as approval_hash, y.at as approval_at, "
          + MessageRowsTable.MESSAGE
          + ", sum("
          + WEIGHT
          + ") over (order by l.urgency, p.recipient_id, l.seq rows unbounded preceding) as weight, "
          + WEIGHT
          + " as own from heads h cross join lateral ("
          + "select o.seq, o.id as message_id, o.urgency, o.part, o.parts, o.attempts, o.first_attempt_at,"
          + " o.not_before from outbox o where o.connection = ? and o.state = 'ready'"
          + " and o.urgency = h.urgency and o.recipient_id = h.recipient_id order by o.seq limit ?) l"
          + " join proactive_messages p on p.id = l.message_id"
          + " left join lateral (select approver, content_hash, at from approvals y"
          + " where y.message_id = p.id and y.answer = 'approved' and p.approved_at is not null"
          + " order by y.at desc limit 1) y on true) r"
          // The texts of what is beyond are not even looked up where they are kept apart.
          + " where r.weight - r.own < ? order by r.urgency, r.recipient_id, r.seq";

  /**
   * The outbox is empty one minute and has a million rows the next; a plan made for the one is ruin
   * for the other, and only the walk by the index serves both.
   */
  private static final String BY_INDEX =
      "set local enable_seqscan = off; set local enable_bitmapscan = off;"
          + " set local enable_hashjoin = off; set local enable_mergejoin = off";

  private static final String MARK =
      // Whoever takes the connection over waits for this lock, and then sees the marks.
      "with w as materialized (select epoch, connection from connection_owners where tenant = 'default'"
          + " and connection = ? and node = ? and epoch = ? for key share)"
          + " update outbox o set state = 'sending', epoch = w.epoch, sending_since = clock_timestamp()"
          // A row that went to another connection meanwhile is that one's.
          + " from w where o.id = any(?) and o.connection = w.connection"
          // Not "= 'ready'": a planner without fresh figures would read all of that partial index.
          // A
          // mark of one's own on a free lane's head is one whose answer was lost: no I/O was begun.
          + " and (o.state <> 'sending' or o.epoch = w.epoch)"
          + " returning o.id";

  private static final String MARK_AGAIN =
      "update outbox o set sending_since = clock_timestamp() from connection_owners w"
          + " where w.tenant = 'default' and w.connection = ? and w.node = ? and w.epoch = ?"
          + " and o.id = any(?) and o.state = 'sending' and o.epoch = w.epoch returning o.id";

  private final DataSource source;

  OutboxTable(DataSource source) {
    this.source = source;
  }

  /** Where a walk over the lanes stands. */
  record Cursor(int urgency, String recipient) {}

  /** What a walk goes over: from behind a recipient of one urgency to the end of another. */
  record Stretch(int from, String recipient, int to) {}

  /** How much of it at once: lanes, rows of each, and what all of them weigh. */
  record Portion(int lanes, int rows, long weight) {}

  /** Whose connection it is: a node at an epoch. */
  record Ownership(String connection, String node, long epoch) {}

  /** The rows of one recipient at one urgency; {@code full} where there may be more of them. */
  record LaneRows(List<Queued> rows, boolean full) {}

  /** The begin of a stretch; {@code next} is null where it is the whole. */
  record Page(List<LaneRows> lanes, @Nullable Cursor next) {}

  /** The first lanes of the stretch, and the first rows of each. */
  Page fetch(String connection, Stretch stretch, Portion portion) throws SQLException {
    try (Connection c = source.getConnection()) {
      c.setAutoCommit(false);
      try (Statement planning = c.createStatement();
          PreparedStatement statement = c.prepareStatement(HEADS)) {
        planning.execute(BY_INDEX);
        statement.setString(1, connection);
        statement.setInt(2, stretch.from());
        statement.setString(3, stretch.recipient());
        statement.setInt(4, stretch.to());
        statement.setString(5, connection);
        statement.setInt(6, stretch.to());
        statement.setInt(7, portion.lanes());
        statement.setString(8, connection);
        statement.setInt(9, portion.rows());
        statement.setLong(10, portion.weight());
        Page page;
        try (ResultSet rs = statement.executeQuery()) {
          page = page(rs, portion);
        }
        c.commit();
        return page;
      } catch (SQLException e) {
        c.rollback();
        throw e;
      } finally {
        c.setAutoCommit(true);
      }
    }
  }

  private static Page page(ResultSet rs, Portion portion) throws SQLException {
    List<LaneRows> found = new ArrayList<>();
    List<Queued> lane = new ArrayList<>();
    boolean cut = false;
    while (rs.next()) {
      Queued row = read(rs);
      if (!lane.isEmpty() && !sameLane(lane.get(0), row)) {
        found.add(new LaneRows(lane, lane.size() == portion.rows()));
        lane = new ArrayList<>();
      }
      lane.add(row);
      cut = rs.getLong("weight") >= portion.weight();
    }
    if (lane.isEmpty()) {
      return new Page(found, null);
    }
    found.add(new LaneRows(lane, cut || lane.size() == portion.rows()));
    Queued last = lane.get(lane.size() - 1);
    return new Page(
        found,
        cut || found.size() == portion.lanes()
            ? new Cursor(last.urgency(), last.recipient())
            : null);
  }

  private static boolean sameLane(Queued a, Queued b) {
    return a.urgency() == b.urgency() && a.recipient().equals(b.recipient());
  }

  private static Queued read(ResultSet rs) throws SQLException {
    String approver = rs.getString("approver");
    Instant approvedAt = MessageRowsTable.instant(rs, "approval_at");
    return new Queued(
        MessageRowsTable.message(rs),
        rs.getLong("seq"),
        new Queued.Try(
            rs.getInt("part"),
            rs.getInt("parts"),
            rs.getInt("attempts"),
            MessageRowsTable.instant(rs, "first_attempt_at"),
            MessageRowsTable.instant(rs, "not_before")),
        approver == null || approvedAt == null
            ? null
            : new Approval(approver, rs.getString("approval_hash"), approvedAt));
  }

  /**
   * Marks rows as being sent, durably, where this node still owns the connection; answers those for
   * which I/O may begin.
   */
  Set<UUID> mark(Ownership mine, List<UUID> ids) throws SQLException {
    return run(MARK, mine, ids);
  }

  /** Renews marks that grew old before their I/O began. */
  Set<UUID> markAgain(Ownership mine, List<UUID> ids) throws SQLException {
    return run(MARK_AGAIN, mine, ids);
  }

  private Set<UUID> run(String sql, Ownership mine, List<UUID> ids) throws SQLException {
    Set<UUID> marked = new HashSet<>();
    try (Connection c = source.getConnection();
        PreparedStatement statement = c.prepareStatement(sql)) {
      statement.setString(1, mine.connection());
      statement.setString(2, mine.node());
      statement.setLong(3, mine.epoch());
      statement.setArray(4, c.createArrayOf("uuid", ids.toArray()));
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          marked.add(rs.getObject(1, UUID.class));
        }
      }
    }
    return marked;
  }

  private static final String[] SETTLED = {
    "uuid id",
    "bool leaves",
    "int4 next_part",
    "int4 next_attempts",
    "timestamptz not_before",
    "timestamptz started_at",
    "timestamptz ended_at",
    "text outcome",
    "jsonb new_parts",
    "text reason",
    "text detail",
    "int4 part",
    "text node",
    "int8 epoch",
    "text status",
    "bool counts",
    "int4 number"
  };
  private static final String SETTLE =
      "with v as "
          + Batch.rows(SETTLED)
          + ","
          // Only what is being sent has an epoch. Asked for its state, the planner would read all
          // of the
          // partial index of what is being sent, and with it every row that ever was.
          + " gone as (delete from outbox o using v where o.id = v.id and v.leaves"
          + " and o.epoch = v.epoch returning o.id),"
          + " stays as (update outbox o set state = 'ready', part = v.next_part, attempts = v.next_attempts,"
          + " not_before = v.not_before, epoch = null, sending_since = null,"
          + " first_attempt_at = case when v.next_part > o.part then null"
          + " when v.counts then coalesce(o.first_attempt_at, v.started_at) else o.first_attempt_at end"
          + " from v where o.id = v.id and not v.leaves and o.epoch = v.epoch"
          + " returning o.id),"
          // Written again after an answer was lost, a settlement finds no row, and counts no second
          // try.
          + " settled as (select id from gone union all select id from stays),"
          + " m as (update proactive_messages p set"
          + " status = coalesce(v.status, p.status),"
          + " queued = not v.leaves,"
          + " due_at = case when v.leaves then null else p.due_at end,"
          + " parts = p.parts || v.new_parts,"
          // A human may have what is unknown sent on from there.
          + " next_part = case when v.status = 'unknown' and v.part > 0 then v.part else p.next_part end,"
          + " platform_message_id = coalesce(p.platform_message_id, v.new_parts -> 0 ->> 'platform_message_id'),"
          + " sent_at = case when v.status = 'sent' then v.ended_at else p.sent_at end,"
          + " attempt_count = p.attempt_count + case when v.counts then 1 else 0 end,"
          + " error_reason = v.reason, error_message = v.detail, updated_at = v.ended_at"
          // A settle by an earlier owner comes late: what was held as unknown was sent after all.
          + " from v where p.id = v.id and ((p.status = 'approved' and p.id in (select id from settled))"
          + " or (p.status = 'unknown' and v.status = 'sent'))"
          + " returning p.id, p.tenant, p.correlation_id),"
          + " t as (insert into attempts (message_id, part, number, node, epoch, started_at, ended_at,"
          + " outcome, reason, detail) select v.id, v.part, v.number, v.node, v.epoch, v.started_at, v.ended_at,"
          + " v.outcome, v.reason, v.detail from v join m using (id) where v.counts),"
          + " a as (insert into audit_events (tenant, at, subject, verb, actor, reason, correlation_id)"
          + " select m.tenant, v.ended_at, 'message:' || v.id, 'message.' || v.status, 'hub',"
          // The row says why the last try failed; the trail, why there is no other.
          + " case when v.status = 'dead' then '"
          + Reason.TRIES_USED_UP.word()
          + "' else v.reason end,"
          + " m.correlation_id from v join m using (id) where v.status is not null)"
          // A settle lost with the server's power leaves a mark, and so an honest "unknown".
          + " select set_config('synchronous_commit', 'off', true), (select count(*) from m)";

  /**
   * Writes how sends ended, all in one statement: a node that is frozen between two would keep the
   * rows locked, and whoever takes over would wait for it.
   */
  void settle(String node, List<Settlement> settlements) throws SQLException {
    Batch rows = new Batch(SETTLED);
    settlements.forEach(s -> s.addTo(rows, node));
    try (Connection c = source.getConnection();
        PreparedStatement statement = c.prepareStatement(SETTLE)) {
      rows.bind(c, statement, 1);
      statement.executeQuery().close();
    }
  }

  /** Rows that another epoch marked. */
  List<InDoubt> foreign(Ownership mine) throws SQLException {
    List<InDoubt> found = new ArrayList<>();
    try (Connection c = source.getConnection();
        PreparedStatement statement =
            c.prepareStatement(
                "select o.seq, o.id as message_id, o.urgency, o.part, o.parts, o.attempts, o.first_attempt_at,"
                    + " o.not_before, null as approver, null as approval_hash, null::timestamptz as approval_at,"
                    + " o.epoch, o.sending_since, extract(epoch from clock_timestamp() - o.sending_since) as age, "
                    + MessageRowsTable.MESSAGE
                    + " from outbox o join proactive_messages p on p.id = o.id"
                    + " where o.connection = ? and o.state = 'sending' and o.epoch <> ? order by o.seq")) {
      statement.setString(1, mine.connection());
      statement.setLong(2, mine.epoch());
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          Instant since = MessageRowsTable.instant(rs, "sending_since");
          found.add(
              new InDoubt(
                  read(rs),
                  rs.getLong("epoch"),
                  since == null ? Instant.EPOCH : since,
                  Duration.ofMillis((long) (rs.getDouble("age") * 1000))));
        }
      }
    }
    return found;
  }

  /** A row whose send nobody saw end, and how long ago it was marked, by the table's clock. */
  record InDoubt(Queued row, long epoch, Instant since, Duration age) {}
}
