package dev.caravan.schedule;

import dev.caravan.schedule.Schedule.Progress;
import dev.caravan.schedule.Schedule.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a schedule begins, or goes on once its times were changed. */
public final class Planning {
  private Planning() {}

  /** The progress of a schedule that begins now; its next instant is null where there is none. */
  static Progress begun(Schedule schedule, @Nullable Calendar calendar, Instant now) {
    return planned(schedule, calendar, now, schedule.progress().runs());
  }

  /** The same schedule with its next instant by another calendar. */
  static Schedule anew(Schedule schedule, @Nullable Calendar calendar, Instant now) {
    Progress old = schedule.progress();
    if (old.standing() == Standing.COMPLETED) {
      return schedule;
    }
    Instant planned = old.plannedFor();
    // What is due and not yet seen is not forgotten.
    Instant after = planned != null && planned.isBefore(now) ? planned.minusMillis(1) : now;
    Progress fresh = planned(schedule, calendar, after, old.runs());
    return schedule.at(old.standing() == Standing.PAUSED ? paused(fresh) : fresh, schedule.life());
  }

  private static Progress planned(
      Schedule schedule, @Nullable Calendar calendar, Instant after, int runs) {
    Optional<Instant> next =
        left(schedule, runs) == 0
            ? Optional.empty()
            : Course.of(schedule.timing(), calendar).next(after);
    return new Progress(
        next.isPresent() ? Standing.ACTIVE : Standing.COMPLETED,
        next.orElse(null),
        next.map(at -> Course.due(schedule.id(), at, schedule.habits().jitter())).orElse(null),
        schedule.progress().lastRun(),
        runs);
  }

  /** The same while it does not fire; what has ended stays so. */
  static Progress paused(Progress p) {
    return p.standing() == Standing.COMPLETED
        ? p
        : new Progress(Standing.PAUSED, p.plannedFor(), p.nextRun(), p.lastRun(), p.runs());
  }

  /** The same once it fires again. */
  static Progress resumed(Progress p) {
    return new Progress(Standing.ACTIVE, p.plannedFor(), p.nextRun(), p.lastRun(), p.runs());
  }

  private static int left(Schedule schedule, int runs) {
    Integer most = schedule.timing().bounds().maxRuns();
    return most == null ? Integer.MAX_VALUE : Math.max(0, most - runs);
  }

  /**
   * The next few instants, without their jitter; none of what has ended. Of a paused one they are
   * those that it would have were it resumed now.
   */
  public static List<Instant> next(
      Schedule schedule, @Nullable Calendar calendar, Instant now, int most) {
    Progress progress = schedule.progress();
    if (progress.standing() == Standing.COMPLETED) {
      return List.of();
    }
    int few = Math.min(most, left(schedule, progress.runs()));
    Course course = Course.of(schedule.timing(), calendar);
    Instant planned = progress.plannedFor();
    if (planned == null || !planned.isAfter(now)) {
      return course.first(now, few);
    }
    List<Instant> all = new java.util.ArrayList<>(List.of(planned));
    all.addAll(course.first(planned, few - 1));
    return all.subList(0, Math.min(few, all.size()));
  }
}
