package dev.caravan.schedule;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.caravan.delivery.Actions;
import dev.caravan.message.Address;
import dev.caravan.message.Format;
import dev.caravan.message.Priority;
import dev.caravan.message.Word;
import dev.caravan.message.Wording;
import dev.caravan.schedule.rule.Bounds;
import dev.caravan.schedule.rule.Rule;
import dev.caravan.store.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a row of {@code scheduled_messages} is written and read. */
final class ScheduleRowsTable {
  /** Every column but the tenant, each as its type and its name, in the order of {@link #row}. */
  static final String[] COLUMNS = {
    "uuid id",
    "text name",
    "uuid agent_id",
    "text agent_name",
    "jsonb target",
    "text template",
    "text template_name",
    "jsonb template_variables",
    "jsonb actions",
    "text format",
    "int4 priority",
    "text schedule_type",
    "text written_by",
    "text written",
    "text sentence",
    "text rule",
    "text timezone",
    "timestamptz start_date",
    "timestamptz end_date",
    "int4 max_runs",
    "int8 jitter_ms",
    "text calendar",
    "text misfire",
    "int8 catchup_seconds",
    "text overlap",
    "text status",
    "bool active",
    "timestamptz planned_for",
    "timestamptz next_run",
    "timestamptz last_run",
    "int4 run_count",
    "int8 version",
    "text author",
    "text created_by",
    "timestamptz created_at",
    "timestamptz updated_at"
  };

  /** Rules that were read lately; a claim reads those of its schedules each time. */
  private static final Cache<String, Rule> RULES =
      Caffeine.newBuilder().maximumSize(10_000).build();

  private ScheduleRowsTable() {}

  static @Nullable Object[] row(Schedule s) {
    List<@Nullable Object> row = new ArrayList<>();
    addSaid(row, s);
    addTiming(row, s);
    addProgress(row, s.progress());
    Schedule.Life life = s.life();
    row.add(life.version());
    row.add(life.author());
    row.add(life.createdBy());
    row.add(life.createdAt());
    row.add(life.updatedAt());
    return row.toArray();
  }

  private static void addSaid(List<@Nullable Object> row, Schedule s) {
    Wording.Draft wording = s.said().wording();
    row.add(s.id());
    row.add(s.said().name());
    row.add(s.said().agent().id());
    row.add(s.said().agent().name());
    row.add(Json.write(shown(s.said().to())));
    row.add(wording.template());
    row.add(wording.name());
    row.add(wording.variables().isEmpty() ? "{}" : Json.write(wording.variables()));
    row.add(Actions.write(s.said().actions()));
    row.add(wording.format() == null ? null : wording.format().word());
    row.add(s.said().priority().rank());
  }

  private static void addTiming(List<@Nullable Object> row, Schedule s) {
    Schedule.Timing timing = s.timing();
    Schedule.Habits habits = s.habits();
    row.add(habits.type().word());
    row.add(timing.written().way().word());
    row.add(timing.written().text());
    row.add(timing.written().sentence());
    row.add(timing.rule().text());
    row.add(timing.zone().getId());
    row.add(timing.bounds().start());
    row.add(timing.bounds().end());
    row.add(timing.bounds().maxRuns());
    row.add(habits.jitter().toMillis());
    row.add(timing.calendar());
    row.add(habits.misfire().word());
    row.add(habits.catchup().toSeconds());
    row.add(habits.overlap().word());
  }

  private static void addProgress(List<@Nullable Object> row, Schedule.Progress progress) {
    row.add(progress.standing().word());
    row.add(progress.standing() == Schedule.Standing.ACTIVE);
    row.add(progress.plannedFor());
    row.add(progress.nextRun());
    row.add(progress.lastRun());
    row.add(progress.runs());
  }

  private static Map<String, Object> shown(Address to) {
    Map<String, Object> shown = new LinkedHashMap<>();
    if (to.contact() != null) {
      shown.put("contact", to.contact());
      return shown;
    }
    if (to.platform() != null) {
      shown.put("platform", to.platform());
    }
    if (to.connection() != null) {
      shown.put("connection", to.connection());
    }
    shown.put("recipient_id", to.recipientId());
    if (to.threadId() != null) {
      shown.put("thread_id", to.threadId());
    }
    return shown;
  }

  private static Address address(String json) {
    Map<String, Object> row = Json.object(json);
    String contact = (String) row.get("contact");
    return contact != null
        ? Address.of(contact)
        : new Address(
            (String) row.get("platform"),
            (String) row.get("connection"),
            Objects.requireNonNull((String) row.get("recipient_id")),
            (String) row.get("thread_id"));
  }

  static Schedule read(ResultSet rs) throws SQLException {
    return new Schedule(
        rs.getObject("id", UUID.class),
        said(rs),
        timing(rs),
        new Schedule.Habits(
            Word.of(Schedule.Type.class, rs.getString("schedule_type")),
            Word.of(Misfire.class, rs.getString("misfire")),
            Duration.ofSeconds(rs.getLong("catchup_seconds")),
            Word.of(Overlap.class, rs.getString("overlap")),
            Duration.ofMillis(rs.getLong("jitter_ms"))),
        new Schedule.Progress(
            Word.of(Schedule.Standing.class, rs.getString("status")),
            at(rs, "planned_for"),
            at(rs, "next_run"),
            at(rs, "last_run"),
            rs.getInt("run_count")),
        new Schedule.Life(
            rs.getLong("version"),
            rs.getString("author"),
            rs.getString("created_by"),
            Objects.requireNonNull(at(rs, "created_at")),
            Objects.requireNonNull(at(rs, "updated_at"))));
  }

  private static Schedule.Said said(ResultSet rs) throws SQLException {
    String variables = rs.getString("template_variables");
    String format = rs.getString("format");
    return new Schedule.Said(
        rs.getString("name"),
        new Schedule.Speaker(rs.getObject("agent_id", UUID.class), rs.getString("agent_name")),
        address(rs.getString("target")),
        new Wording.Draft(
            rs.getString("template_name"),
            rs.getString("template"),
            variables.equals("{}") ? Map.of() : Json.object(variables),
            format == null ? null : Word.of(Format.class, format),
            new Wording.Occasion(ZoneId.of(rs.getString("timezone")), null, 1)),
        Actions.read(rs.getString("actions")),
        Priority.ofRank(rs.getInt("priority")));
  }

  private static Schedule.Timing timing(ResultSet rs) throws SQLException {
    return new Schedule.Timing(
        new Schedule.Written(
            Word.of(Schedule.Way.class, rs.getString("written_by")),
            rs.getString("written"),
            rs.getString("sentence")),
        RULES.get(rs.getString("rule"), Rule::parse),
        ZoneId.of(rs.getString("timezone")),
        new Bounds(
            at(rs, "start_date"), at(rs, "end_date"), rs.getObject("max_runs", Integer.class)),
        rs.getString("calendar"));
  }

  static @Nullable Instant at(ResultSet rs, String column) throws SQLException {
    Timestamp at = rs.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
