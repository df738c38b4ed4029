package dev.caravan.schedule;

import dev.caravan.schedule.Run.Result;
import dev.caravan.schedule.RunsTable.New;
import dev.caravan.store.AuditLog;
import dev.caravan.store.AuditLog.Act;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Takes schedules that are due: their runs are written and their next instants moved on in one
 * transaction, under locks that pass over what another node has taken.
 */
final class Claim {
  /** Schedules of one transaction: two statements' worth of rows, see {@link RowsTable#ROWS}. */
  static final int MOST = 500;

  private final Jdbi jdbi;
  private final String node;

  Claim(Jdbi jdbi, String node) {
    this.jdbi = jdbi;
    this.node = node;
  }

  /** What was taken: how many schedules, and every run of them, fired or not. */
  record Taken(int schedules, List<New> runs) {
    List<New> fired() {
      return runs.stream().filter(r -> r.run().stands(Result.FIRED)).toList();
    }
  }

  /** Takes the first that are due; nothing is left to do for what did not fire. */
  Taken take(Instant now) {
    return jdbi.inTransaction(h -> taken(h, now));
  }

  private Taken taken(Handle h, Instant now) {
    List<Schedule> due = SchedulesTable.claim(h, now, MOST);
    if (due.isEmpty()) {
      return new Taken(0, List.of());
    }
    Map<String, Calendar> calendars =
        CalendarsTable.byNames(
            h,
            due.stream()
                .map(s -> s.timing().calendar())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
    Map<UUID, Turn.Before> before = before(h, due);
    List<New> runs = new ArrayList<>();
    List<Schedule> moved = new ArrayList<>();
    for (Schedule schedule : due) {
      String calendar = schedule.timing().calendar();
      Turn turn =
          Turn.of(
              schedule,
              Course.of(schedule.timing(), calendar == null ? null : calendars.get(calendar)),
              now,
              before.getOrDefault(schedule.id(), Turn.Before.NOTHING));
      moved.add(schedule.at(turn.progress(), touched(schedule.life(), now)));
      turn.runs().forEach(run -> runs.add(new New(schedule, run)));
      tell(h, schedule, turn, now);
    }
    SchedulesTable.move(h, moved);
    RunsTable.insert(h, runs, node);
    return new Taken(due.size(), runs);
  }

  /** A firing is no change that a reader could have missed, so it makes no version. */
  private static Schedule.Life touched(Schedule.Life life, Instant now) {
    return new Schedule.Life(
        life.version(), life.author(), life.createdBy(), life.createdAt(), now);
  }

  private static Map<UUID, Turn.Before> before(Handle h, List<Schedule> due) {
    List<UUID> careful =
        due.stream().filter(s -> s.habits().overlap() != Overlap.ALLOW).map(Schedule::id).toList();
    return careful.isEmpty() ? Map.of() : RunsTable.before(h, careful);
  }

  /** One act for all firings of a turn that were not made, which is an event too. */
  private static void tell(Handle h, Schedule schedule, Turn turn, Instant now) {
    for (Result result : List.of(Result.MISSED, Result.SKIPPED)) {
      List<Run> left = turn.runs().stream().filter(r -> r.stands(result)).toList();
      if (!left.isEmpty()) {
        Run last = left.get(left.size() - 1);
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("count", left.size());
        detail.put("first", left.get(0).key().fireAt().toString());
        detail.put("last", last.key().fireAt().toString());
        AuditLog.write(
            h,
            now,
            new Act(
                Schedules.subject(schedule.id()),
                "schedule." + result.word(),
                "hub",
                last.ending().reason(),
                null,
                detail));
      }
    }
  }
}
