package dev.caravan.schedule;

import dev.caravan.message.Word;
import dev.caravan.schedule.Run.Result;
import dev.caravan.store.Batch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The {@code schedule_runs} table, as far as it is worked on; {@link HistoryTable} reads it. */
final class RunsTable {
  private static final String[] NEW = {
    "uuid schedule_id",
    "timestamptz fire_at",
    "text name",
    "uuid agent_id",
    "timestamptz due_at",
    "timestamptz fired_at",
    "text result",
    "bool manual",
    "int4 run_number",
    "text reason",
    "text detail",
    "text node"
  };

  private static final String INSERT =
      "with v as "
          + Batch.rows(NEW)
          + " insert into schedule_runs (schedule_id, fire_at, name, agent_id, due_at, fired_at,"
          + " result, manual, run_number, reason, detail, node, taken_at)"
          + " select schedule_id, fire_at, name, agent_id, due_at, fired_at,"
          + " result, manual, run_number, reason, detail, node, fired_at from v"
          + " on conflict do nothing";

  private static final String[] ENDED = {
    "uuid schedule_id",
    "timestamptz fire_at",
    "text result",
    "uuid message_id",
    "text reason",
    "text detail"
  };

  /** Only what is open ends: whoever was overtaken by a sweeper changes nothing. */
  private static final String END =
      "with v as "
          + Batch.rows(ENDED)
          + " update schedule_runs r set result = v.result, message_id = v.message_id,"
          + " reason = v.reason, detail = v.detail from v where r.tenant = 'default'"
          + " and r.schedule_id = v.schedule_id and r.fire_at = v.fire_at"
          + " and r.result in ('fired', 'waiting')";

  private static final String[] RELEASED = {
    "uuid schedule_id", "timestamptz fire_at", "timestamptz taken_at", "text node"
  };

  private static final String RELEASE =
      "with v as "
          + Batch.rows(RELEASED)
          + " update schedule_runs r set result = 'fired', taken_at = v.taken_at, node = v.node"
          + " from v where r.tenant = 'default' and r.schedule_id = v.schedule_id"
          + " and r.fire_at = v.fire_at";

  private static final String OPEN_MESSAGE = "('pending', 'approved')";

  private RunsTable() {}

  /** A run and the schedule it is of. */
  record New(Schedule schedule, Run run) {}

  /** Writes new runs; one that is there already stays as it is. */
  static void insert(Handle handle, List<New> all, String node) {
    for (List<New> some : RowsTable.parts(all)) {
      Batch rows = new Batch(NEW);
      for (New one : some) {
        Run run = one.run();
        rows.add(
            run.key().schedule(),
            run.key().fireAt(),
            one.schedule().said().name(),
            one.schedule().said().agent().id(),
            run.dueAt(),
            run.firedAt(),
            run.ending().result().word(),
            run.manual(),
            run.number(),
            run.ending().reason(),
            run.ending().detail(),
            node);
      }
      RowsTable.execute(handle, INSERT, rows);
    }
  }

  /** Writes how open ones ended. */
  static void end(Handle handle, List<Run> all) {
    for (List<Run> some : RowsTable.parts(all)) {
      Batch rows = new Batch(ENDED);
      for (Run run : some) {
        Run.Ending ending = run.ending();
        rows.add(
            run.key().schedule(),
            run.key().fireAt(),
            ending.result().word(),
            ending.message(),
            ending.reason(),
            ending.detail());
      }
      RowsTable.execute(handle, END, rows);
    }
  }

  /** Takes over what was left behind: fired before {@code before} and not known to be said. */
  static List<Run> takeOver(Handle handle, Instant before, Instant now, String node, int most) {
    return handle
        .createQuery(
            "with left_behind as (select schedule_id, fire_at from schedule_runs"
                + " where result = 'fired' and taken_at < :before order by taken_at limit :most"
                + " for update skip locked)"
                + " update schedule_runs r set taken_at = :now, node = :node from left_behind l"
                + " where r.tenant = 'default' and r.schedule_id = l.schedule_id"
                + " and r.fire_at = l.fire_at returning r.*")
        .bind("before", before)
        .bind("now", now)
        .bind("node", node)
        .bind("most", most)
        .map((rs, context) -> read(rs))
        .list();
  }

  /** The messages of firings, by their origin keys. */
  static Map<String, UUID> messages(Handle handle, List<Run> runs) {
    Map<String, UUID> messages = new HashMap<>();
    handle
        .createQuery(
            "select origin_key, id from proactive_messages where tenant = 'default'"
                + " and origin_key = any(:keys)")
        .bindArray("keys", String.class, runs.stream().map(run -> run.key().originKey()).toArray())
        .map((rs, context) -> Map.entry(rs.getString("origin_key"), rs.getObject("id", UUID.class)))
        .forEach(e -> messages.put(e.getKey(), e.getValue()));
    return messages;
  }

  /** The firings that wait, locked, the first of each schedule first. */
  static List<Run> waiting(Handle handle, int most) {
    return handle
        .createQuery(
            "select * from schedule_runs where result = 'waiting' order by schedule_id, fire_at"
                + " limit :most for update skip locked")
        .bind("most", most)
        .map((rs, context) -> read(rs))
        .list();
  }

  /** Lets waiting ones fire. */
  static void release(Handle handle, List<Run> some, Instant now, String node) {
    if (some.isEmpty()) {
      return;
    }
    Batch rows = new Batch(RELEASED);
    some.forEach(run -> rows.add(run.key().schedule(), run.key().fireAt(), now, node));
    RowsTable.execute(handle, RELEASE, rows);
  }

  /** How the firings before stand, of schedules whose firings must not overlap. */
  static Map<UUID, Turn.Before> before(Handle handle, List<UUID> schedules) {
    Map<UUID, Turn.Before> before = new HashMap<>();
    handle
        .createQuery(
            "select s.id, coalesce(l.under_way, false) as under_way, coalesce(w.waiting, 0) as waiting"
                + " from unnest(:ids::uuid[]) as s(id)"
                + " left join lateral (select r.result = 'fired' or exists"
                + " (select 1 from proactive_messages m where m.id = r.message_id and (m.status in "
                + OPEN_MESSAGE
                + " or exists (select 1 from proactive_messages b where b.batch_id = m.batch_id"
                + " and b.status in "
                + OPEN_MESSAGE
                + "))) as under_way from schedule_runs r where r.tenant = 'default'"
                + " and r.schedule_id = s.id and r.result in ('fired', 'queued')"
                + " order by r.fire_at desc limit 1) l on true"
                + " left join lateral (select count(*)::int as waiting from schedule_runs r"
                + " where r.tenant = 'default' and r.schedule_id = s.id and r.result = 'waiting') w on true")
        .bindArray("ids", UUID.class, schedules.toArray())
        .map(
            (rs, context) ->
                Map.entry(
                    rs.getObject("id", UUID.class),
                    new Turn.Before(rs.getBoolean("under_way"), rs.getInt("waiting"))))
        .forEach(e -> before.put(e.getKey(), e.getValue()));
    return before;
  }

  /** Forgets what ended and is older; answers how many, at most so many. */
  static int forget(Handle handle, Instant before, int most) {
    return handle
        .createUpdate(
            "delete from schedule_runs where ctid = any(array(select ctid from schedule_runs"
                + " where fire_at < :before and result not in ('fired', 'waiting')"
                + " order by fire_at limit :most for update skip locked))")
        .bind("before", before)
        .bind("most", most)
        .execute();
  }

  static Run read(ResultSet rs) throws SQLException {
    return new Run(
        new Run.Key(
            rs.getObject("schedule_id", UUID.class),
            Objects.requireNonNull(ScheduleRowsTable.at(rs, "fire_at"))),
        Objects.requireNonNull(ScheduleRowsTable.at(rs, "due_at")),
        Objects.requireNonNull(ScheduleRowsTable.at(rs, "fired_at")),
        rs.getBoolean("manual"),
        rs.getInt("run_number"),
        new Run.Ending(
            Word.of(Result.class, rs.getString("result")),
            rs.getObject("message_id", UUID.class),
            rs.getString("reason"),
            rs.getString("detail")));
  }
}
