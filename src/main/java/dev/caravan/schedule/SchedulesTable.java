package dev.caravan.schedule;

import dev.caravan.message.Word;
import dev.caravan.store.Batch;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The {@code scheduled_messages} table. */
final class SchedulesTable {
  private static final List<String> NAMES =
      Arrays.stream(ScheduleRowsTable.COLUMNS).map(c -> c.substring(c.indexOf(' ') + 1)).toList();

  private static final String INSERT =
      "with v as "
          + Batch.rows(ScheduleRowsTable.COLUMNS)
          + ", m as (insert into scheduled_messages ("
          + String.join(", ", NAMES)
          + ") select "
          + String.join(", ", NAMES)
          + " from v on conflict do nothing returning id, created_by, created_at),"
          + " a as (insert into audit_events (at, subject, verb, actor, detail)"
          + " select created_at, 'schedule:' || id, 'schedule.created', created_by, '{}' from m)"
          + " select id from m";

  private static final String UPDATE =
      "with v as "
          + Batch.rows(ScheduleRowsTable.COLUMNS)
          + " update scheduled_messages s set "
          + NAMES.stream()
              .filter(n -> !n.equals("id"))
              .map(n -> n + " = v." + n)
              .collect(Collectors.joining(", "))
          + " from v where s.id = v.id";

  private static final String[] MOVED = {
    "uuid id",
    "text status",
    "timestamptz planned_for",
    "timestamptz next_run",
    "timestamptz last_run",
    "int4 run_count",
    "timestamptz updated_at"
  };

  private static final String MOVE =
      "with v as "
          + Batch.rows(MOVED)
          + " update scheduled_messages s set status = v.status, active = v.status = 'active',"
          + " planned_for = v.planned_for, next_run = v.next_run, last_run = v.last_run,"
          + " run_count = v.run_count, updated_at = v.updated_at from v where s.id = v.id";

  private SchedulesTable() {}

  /** Writes new ones; answers the ids of those that were: the others' names are taken. */
  static Set<UUID> insert(Handle handle, List<Schedule> all) {
    Set<UUID> written = new HashSet<>();
    for (List<Schedule> some : RowsTable.parts(all)) {
      written.addAll(RowsTable.ids(handle, INSERT, rows(some)));
    }
    return written;
  }

  /** Writes the whole of them over what they were. */
  static void update(Handle handle, List<Schedule> all) {
    for (List<Schedule> some : RowsTable.parts(all)) {
      RowsTable.execute(handle, UPDATE, rows(some));
    }
  }

  private static Batch rows(List<Schedule> some) {
    Batch rows = new Batch(ScheduleRowsTable.COLUMNS);
    some.forEach(s -> rows.add(ScheduleRowsTable.row(s)));
    return rows;
  }

  /** Writes how far they have come, and nothing else. */
  static void move(Handle handle, List<Schedule> all) {
    for (List<Schedule> some : RowsTable.parts(all)) {
      Batch rows = new Batch(MOVED);
      for (Schedule s : some) {
        Schedule.Progress p = s.progress();
        rows.add(
            s.id(),
            p.standing().word(),
            p.plannedFor(),
            p.nextRun(),
            p.lastRun(),
            p.runs(),
            s.life().updatedAt());
      }
      RowsTable.execute(handle, MOVE, rows);
    }
  }

  /** The first that are due, locked; what another node has taken is passed over. */
  static List<Schedule> claim(Handle handle, Instant now, int most) {
    return handle
        .createQuery(
            "select * from scheduled_messages where active and next_run <= :now"
                + " order by next_run limit :most for update skip locked")
        .bind("now", now)
        .bind("most", most)
        .map((rs, context) -> ScheduleRowsTable.read(rs))
        .list();
  }

  static Optional<Schedule> byId(Handle handle, UUID id, boolean locked) {
    return handle
        .createQuery("select * from scheduled_messages where id = :id" + lock(locked))
        .bind("id", id)
        .map((rs, context) -> ScheduleRowsTable.read(rs))
        .findOne();
  }

  static List<Schedule> byIds(Handle handle, List<UUID> ids) {
    return handle
        .createQuery("select * from scheduled_messages where id = any(:ids)")
        .bindArray("ids", UUID.class, ids.toArray())
        .map((rs, context) -> ScheduleRowsTable.read(rs))
        .list();
  }

  static Optional<Schedule> byName(Handle handle, String name) {
    return handle
        .createQuery(
            "select * from scheduled_messages where tenant = 'default' and name = :name for update")
        .bind("name", name)
        .map((rs, context) -> ScheduleRowsTable.read(rs))
        .findOne();
  }

  private static String lock(boolean locked) {
    return locked ? " for update" : "";
  }

  /** The next ones in the order in which they were made. */
  static List<Schedule> page(Handle handle, Schedules.Filter filter) {
    Wanted wanted = new Wanted("tenant = 'default'");
    wanted.add("agent", filter.agent(), "agent_id = :agent");
    wanted.add("standing", word(filter.standing()), "status = :standing");
    wanted.add("type", word(filter.type()), "schedule_type = :type");
    wanted.add("calendar", filter.calendar(), "calendar = :calendar");
    wanted.add("after", filter.after(), "id > :after");
    return handle
        .createQuery(
            "select * from scheduled_messages where "
                + wanted.where()
                + " order by id limit :limit")
        .bindMap(wanted.values())
        .bind("limit", filter.limit())
        .map((rs, context) -> ScheduleRowsTable.read(rs))
        .list();
  }

  private static @Nullable String word(@Nullable Word word) {
    return word == null ? null : word.word();
  }

  /** The next ones that obey a calendar, locked. */
  static List<Schedule> obeying(Handle handle, String calendar, @Nullable UUID after) {
    return handle
        .createQuery(
            "select * from scheduled_messages where calendar = :calendar"
                + " and (:after::uuid is null or id > :after) order by id limit "
                + RowsTable.ROWS
                + " for update")
        .bind("calendar", calendar)
        .bind("after", after)
        .map((rs, context) -> ScheduleRowsTable.read(rs))
        .list();
  }

  static void delete(Handle handle, UUID id) {
    handle.createUpdate("delete from scheduled_messages where id = :id").bind("id", id).execute();
  }

  /** Forgets what ended before; answers how many, at most so many. */
  static int forget(Handle handle, Instant before, int most) {
    return handle
        .createUpdate(
            "delete from scheduled_messages where id = any(array(select id from scheduled_messages"
                + " where status = 'completed' and updated_at < :before limit :most"
                + " for update skip locked))")
        .bind("before", before)
        .bind("most", most)
        .execute();
  }
}
