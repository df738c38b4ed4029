package dev.caravan.schedule;

import dev.caravan.message.Word;
import dev.caravan.store.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The {@code calendars} table. */
final class CalendarsTable {
  private CalendarsTable() {}

  static Optional<Calendar> byName(Handle handle, String name) {
    return handle
        .createQuery("select * from calendars where tenant = 'default' and name = :name")
        .bind("name", name)
        .map((rs, context) -> read(rs))
        .findOne();
  }

  static Map<String, Calendar> byNames(Handle handle, Collection<String> names) {
    Map<String, Calendar> found = new HashMap<>();
    if (!names.isEmpty()) {
      handle
          .createQuery("select * from calendars where tenant = 'default' and name = any(:names)")
          .bindArray("names", String.class, names.toArray())
          .map((rs, context) -> read(rs))
          .forEach(c -> found.put(c.name(), c));
    }
    return found;
  }

  static List<Calendar> page(Handle handle, @Nullable String after, int limit) {
    return handle
        .createQuery(
            "select * from calendars where tenant = 'default'"
                + " and (:after::text is null or name > :after) order by name limit :limit")
        .bind("after", after)
        .bind("limit", limit)
        .map((rs, context) -> read(rs))
        .list();
  }

  static void put(Handle handle, Calendar calendar) {
    handle
        .createUpdate(
            "insert into calendars (id, name, windows, action, timezone, created_at, updated_at)"
                + " values (:id, :name, :windows::jsonb, :action, :zone, :created, :updated)"
                + " on conflict (tenant, name) do update set windows = excluded.windows,"
                + " action = excluded.action, timezone = excluded.timezone,"
                + " updated_at = excluded.updated_at")
        .bind("id", calendar.id())
        .bind("name", calendar.name())
        .bind("windows", Json.write(calendar.windows().stream().map(CalendarsTable::row).toList()))
        .bind("action", calendar.action().word())
        .bind("zone", calendar.zone() == null ? null : calendar.zone().getId())
        .bind("created", calendar.life().createdAt())
        .bind("updated", calendar.life().updatedAt())
        .execute();
  }

  static void delete(Handle handle, String name) {
    handle
        .createUpdate("delete from calendars where tenant = 'default' and name = :name")
        .bind("name", name)
        .execute();
  }

  private static Map<String, @Nullable Object> row(Window window) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("type", window.type().word());
    row.put("dates", window.dates().stream().map(Days::text).toList());
    row.put(
        "weekdays",
        window.weekdays().stream().sorted().map(d -> d.name().toLowerCase(Locale.ROOT)).toList());
    row.put("from", window.from() == null ? null : window.from().toString());
    row.put("to", window.to() == null ? null : window.to().toString());
    return row;
  }

  private static Calendar read(ResultSet rs) throws SQLException {
    String zone = rs.getString("timezone");
    return new Calendar(
        rs.getObject("id", UUID.class),
        rs.getString("name"),
        Json.list(rs.getString("windows")).stream().map(w -> window((Map<?, ?>) w)).toList(),
        Word.of(Calendar.Action.class, rs.getString("action")),
        zone == null ? null : ZoneId.of(zone),
        new Calendar.Life(
            Objects.requireNonNull(ScheduleRowsTable.at(rs, "created_at")),
            Objects.requireNonNull(ScheduleRowsTable.at(rs, "updated_at"))));
  }

  private static Window window(Map<?, ?> row) {
    Set<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);
    texts(row.get("weekdays"))
        .forEach(d -> weekdays.add(DayOfWeek.valueOf(d.toUpperCase(Locale.ROOT))));
    return new Window(
        Word.of(Window.Type.class, String.valueOf(row.get("type"))),
        texts(row.get("dates")).stream().map(d -> Days.parse(d).orElseThrow()).toList(),
        weekdays,
        time(row.get("from")),
        time(row.get("to")));
  }

  private static List<String> texts(@Nullable Object list) {
    return list instanceof List<?> all ? all.stream().map(String::valueOf).toList() : List.of();
  }

  private static @Nullable LocalTime time(@Nullable Object text) {
    return text == null ? null : LocalTime.parse(text.toString());
  }
}
