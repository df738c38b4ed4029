package dev.caravan.delivery;

import dev.caravan.message.Outcome;
import dev.caravan.message.Target;
import dev.caravan.store.Batch;
import dev.caravan.store.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@code recipients} table: who cannot be reached, who does not want to be, and who has moved.
 */
public final class RecipientsTable {
  private static final String[] DEAD = {"text c", "text r", "text w", "timestamptz t"};
  private static final String[] ALIVE = {"text c", "text r"};
  private static final Logger LOG = LoggerFactory.getLogger(RecipientsTable.class);

  /** A dead recipient is tried again after this long. */
  private static final Duration REPROBE = Duration.ofDays(1);

  private final Jdbi jdbi;
  private final InstantSource clock;
  private final Map<Target.Lane, Flags> flagged = new ConcurrentHashMap<>();
  private final Map<Target.Lane, String> moved = new ConcurrentHashMap<>();

  /** All that earlier transactions changed is here. */
  private long seen;

  /** What is known against writing to a recipient. */
  public record Flags(
      @Nullable Instant deadSince, @Nullable String deadReason, @Nullable Instant optedOutAt) {

    private static Flags dead(@Nullable Flags before, Instant since, @Nullable String reason) {
      return new Flags(since, reason, before == null ? null : before.optedOutAt());
    }

    /** The same of somebody who is alive; null where nothing else is known against them. */
    private @Nullable Flags alive() {
      return optedOutAt == null ? null : new Flags(null, null, optedOutAt);
    }
  }

  /**
   * All that is kept of a recipient but their window.
   *
   * @param movedTo the id under which they are reached now
   * @param policy what they ask of whoever writes to them, as it is written
   */
  public record Kept(
      Flags flags, @Nullable String movedTo, Map<String, Object> policy, Instant updatedAt) {}

  public RecipientsTable(Jdbi jdbi, InstantSource clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /** Takes over what was changed anywhere since the last time. */
  public synchronized void refresh() {
    List<Change> changes =
        jdbi.withHandle(
            h ->
                h.createQuery(
                        "select connection, recipient_id, dead_since, dead_reason, opted_out_at, moved_to,"
                            + " pg_snapshot_xmin(pg_current_snapshot())::text::bigint as horizon"
                            + " from recipients where flags_changed >= :since::text::xid8")
                    .bind("since", seen)
                    .map((rs, context) -> change(rs))
                    .list());
    for (Change change : changes) {
      put(flagged, change.lane(), change.flags());
      put(moved, change.lane(), change.movedTo());
      seen = change.horizon();
    }
  }

  /** What is known of a recipient now; {@code horizon} is the first transaction not seen. */
  private record Change(
      Target.Lane lane, @Nullable Flags flags, @Nullable String movedTo, long horizon) {}

  private static Change change(ResultSet rs) throws SQLException {
    Flags flags =
        new Flags(
            MessageRowsTable.instant(rs, "dead_since"),
            rs.getString("dead_reason"),
            MessageRowsTable.instant(rs, "opted_out_at"));
    return new Change(
        new Target.Lane(rs.getString("connection"), rs.getString("recipient_id")),
        flags.deadSince() == null && flags.optedOutAt() == null ? null : flags,
        rs.getString("moved_to"),
        rs.getLong("horizon"));
  }

  private static <T> void put(Map<Target.Lane, T> known, Target.Lane lane, @Nullable T now) {
    if (now == null) {
      known.remove(lane);
    } else {
      known.put(lane, now);
    }
  }

  /** Where the recipient is now; empty where they have not moved, as far as is known. */
  Optional<String> movedTo(Target.Lane lane) {
    return Optional.ofNullable(moved.get(lane));
  }

  /** Remembers where the recipient is now. */
  void moved(Target.Lane lane, String to) {
    moved.put(lane, to);
    try {
      jdbi.useHandle(
          h ->
              h.execute(
                  "insert into recipients (connection, recipient_id, moved_to, updated_at)"
                      + " values (?, ?, ?, ?) on conflict (tenant, connection, recipient_id)"
                      + " do update set moved_to = excluded.moved_to, updated_at = excluded.updated_at",
                  lane.connection(),
                  lane.recipientId(),
                  to,
                  clock.instant()));
    } catch (JdbiException e) {
      // The platform says it again at the next message.
      LOG.warn("That {} has moved could not be written: {}", lane.recipientId(), e.getMessage());
    }
  }

  /** What is known against writing to this recipient; a death is forgotten after a day. */
  public Optional<Flags> flags(Target.Lane lane) {
    Flags flags = flagged.get(lane);
    if (flags == null) {
      return Optional.empty();
    }
    boolean reprobe =
        flags.deadSince() != null && !flags.deadSince().plus(REPROBE).isAfter(clock.instant());
    return Optional.ofNullable(reprobe ? flags.alive() : flags);
  }

  /** What is kept of this recipient, a death of long ago too; empty where nothing is. */
  public Optional<Kept> kept(Target.Lane lane) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "select dead_since, dead_reason, opted_out_at, moved_to, policy, updated_at"
                        + " from recipients where tenant = 'default'"
                        + " and connection = :connection and recipient_id = :recipient")
                .bind("connection", lane.connection())
                .bind("recipient", lane.recipientId())
                .map(
                    (rs, context) ->
                        new Kept(
                            new Flags(
                                MessageRowsTable.instant(rs, "dead_since"),
                                rs.getString("dead_reason"),
                                MessageRowsTable.instant(rs, "opted_out_at")),
                            rs.getString("moved_to"),
                            Json.object(rs.getString("policy")),
                            rs.getTimestamp("updated_at").toInstant()))
                .findOne());
  }

  /** Remembers the recipients that a platform called dead, and forgets those it delivered to. */
  void remember(List<Settlement> settlements) throws SQLException {
    Batch dead = new Batch(DEAD);
    Batch alive = new Batch(ALIVE);
    for (Settlement s : settlements) {
      Target.Lane lane = s.row().message().target().lane();
      if (Settler.isDead(s.outcome())) {
        dead.add(lane.connection(), lane.recipientId(), Outcomes.reason(s.outcome()), s.endedAt());
      } else if (revives(s)) {
        alive.add(lane.connection(), lane.recipientId());
      }
    }
    write(
        dead,
        "insert into recipients (connection, recipient_id, dead_reason, dead_since, updated_at)"
            + " select distinct on (c, r) c, r, w, t, t from "
            + Batch.rows(DEAD)
            + " as v order by c, r on conflict (tenant, connection, recipient_id)"
            + " do update set dead_since = excluded.dead_since, dead_reason = excluded.dead_reason,"
            + " updated_at = excluded.updated_at");
    write(
        alive,
        "update recipients set dead_since = null, dead_reason = null"
            + " from "
            + Batch.rows(ALIVE)
            + " as v where connection = c and recipient_id = r");
    // Only now: what could not be written is tried again, and then must look the same.
    settlements.forEach(this::keep);
  }

  /** Whether it was sent to somebody who is known as dead, be it since more than a day. */
  private boolean revives(Settlement s) {
    Flags flags = flagged.get(s.row().message().target().lane());
    return s.outcome() instanceof Outcome.Sent && flags != null && flags.deadSince() != null;
  }

  private void keep(Settlement s) {
    Target.Lane lane = s.row().message().target().lane();
    if (Settler.isDead(s.outcome())) {
      String reason = Outcomes.reason(s.outcome());
      flagged.compute(lane, (l, before) -> Flags.dead(before, s.endedAt(), reason));
    } else if (revives(s)) {
      flagged.computeIfPresent(lane, (l, before) -> before.alive());
    }
  }

  private void write(Batch rows, String sql) throws SQLException {
    if (rows.size() == 0) {
      return;
    }
    try (org.jdbi.v3.core.Handle handle = jdbi.open()) {
      Connection connection = handle.getConnection();
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        rows.bind(connection, statement, 1);
        statement.executeUpdate();
      }
    }
  }
}
