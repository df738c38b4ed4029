package dev.caravan.schedule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads {@code schedule_runs} beside the messages that came of them. */
public final class HistoryTable {
  /** What became of a firing, which its message knows once there is one. */
  private static final String RESULT =
      "case when r.result <> 'queued' or m.id is null then r.result"
          + " when m.status in ('denied', 'rejected') then 'denied'"
          + " when m.status in ('failed', 'dead') then 'failed'"
          + " when m.status = 'expired' then 'missed'"
          + " when m.status = 'cancelled' then 'skipped' else 'queued' end";

  private final Jdbi jdbi;

  public HistoryTable(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * One firing as it is told.
   *
   * @param result of {@link Run.Result}, by its message where there is one
   * @param messageStatus null where there is no message, or it was forgotten
   */
  public record Told(
      Run run,
      @Nullable String name,
      UUID agent,
      String result,
      @Nullable String messageStatus,
      @Nullable String messageReason) {}

  /** Which firings are asked for; null means any. */
  public record Filter(
      @Nullable UUID schedule,
      @Nullable UUID agent,
      Run.@Nullable Result result,
      @Nullable Instant from,
      @Nullable Instant to,
      Edge edge) {}

  /**
   * Where a page begins.
   *
   * @param before the last firing of the page before; null for the first page
   */
  public record Edge(Run.@Nullable Key before, int limit) {}

  /** The firing of a key that is known to be there. */
  public Told one(Run.Key key) {
    return newest(
            new Filter(
                key.schedule(),
                null,
                null,
                key.fireAt(),
                key.fireAt().plusNanos(1_000),
                new Edge(null, 1)))
        .get(0);
  }

  /** The newest firings, by their instants. */
  public List<Told> newest(Filter filter) {
    Wanted wanted = new Wanted("r.tenant = 'default'");
    wanted.add("schedule", filter.schedule(), "r.schedule_id = :schedule");
    wanted.add("agent", filter.agent(), "r.agent_id = :agent");
    wanted.add(
        "result",
        filter.result() == null ? null : filter.result().word(),
        "(" + RESULT + ") = :result");
    wanted.add("from", filter.from(), "r.fire_at >= :from");
    wanted.add("to", filter.to(), "r.fire_at < :to");
    Run.Key before = filter.edge().before();
    if (before != null) {
      wanted.add(
          "fire_at", before.fireAt(), "(r.fire_at, r.schedule_id) < (:fire_at, :schedule_before)");
      wanted.values().put("schedule_before", before.schedule());
    }
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "select r.*, "
                        + RESULT
                        + " as told, m.status as message_status, m.error_reason as message_reason"
                        + " from schedule_runs r left join proactive_messages m on m.id = r.message_id"
                        + " where "
                        + wanted.where()
                        + " order by r.fire_at desc, r.schedule_id desc limit :limit")
                .bindMap(wanted.values())
                .bind("limit", filter.edge().limit())
                .map((rs, context) -> told(rs))
                .list());
  }

  private static Told told(ResultSet rs) throws SQLException {
    return new Told(
        RunsTable.read(rs),
        rs.getString("name"),
        rs.getObject("agent_id", UUID.class),
        rs.getString("told"),
        rs.getString("message_status"),
        rs.getString("message_reason"));
  }
}
