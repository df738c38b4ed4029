package dev.caravan.schedule;

import dev.caravan.message.Durations;
import dev.caravan.message.Reason;
import dev.caravan.schedule.Run.Ending;
import dev.caravan.schedule.Run.Result;
import dev.caravan.schedule.Schedule.Progress;
import dev.caravan.schedule.Schedule.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a schedule that is due: the firings that are made, those that are not and why,
 * and where it stands then. It looks at nothing but what it is given.
 */
record Turn(Progress progress, List<Run> runs) {
  /**
   * Later than this a firing counts as missed: Quartz's own threshold
   * (org.quartz.jobStore.misfireThreshold). Before, it is only late.
   */
  static final Duration LATE = Duration.ofSeconds(60);

  /** Of one turn; what is left over is due at the next one. */
  static final int MOST = 1_000;

  /** So many firings of one schedule wait for the one before; more are left out. */
  static final int WAITING = 10;

  /**
   * The firings before.
   *
   * @param underWay whether the message of the last one is not yet sent
   * @param waiting how many wait for it
   */
  record Before(boolean underWay, int waiting) {
    static final Before NOTHING = new Before(false, 0);
  }

  /** The turn of an active schedule at {@code now}. */
  static Turn of(Schedule schedule, Course course, Instant now, Before before) {
    return new Made(schedule, course, now, before).turn();
  }

  private static final class Made {
    private final Schedule schedule;
    private final Course course;
    private final Instant now;
    private final List<Run> runs = new ArrayList<>();
    private int made;
    private boolean underWay;
    private int waiting;
    private @Nullable Instant lastRun;

    Made(Schedule schedule, Course course, Instant now, Before before) {
      this.schedule = schedule;
      this.course = course;
      this.now = now;
      this.made = schedule.progress().runs();
      this.lastRun = schedule.progress().lastRun();
      this.underWay = before.underWay();
      this.waiting = before.waiting();
    }

    Turn turn() {
      List<Instant> due = new ArrayList<>();
      Instant next = schedule.progress().plannedFor();
      while (next != null && due.size() < MOST && !due(next).isAfter(now)) {
        due.add(next);
        next = course.next(next).orElse(null);
      }
      boolean more = next != null && !due(next).isAfter(now);
      for (int i = 0; i < due.size() && !over(); i++) {
        one(due.get(i), i == due.size() - 1 && !more, due(due.get(0)));
      }
      if (next != null && more && !over()) {
        next = beyond(next, due.get(due.size() - 1));
      }
      return new Turn(progress(over() ? null : next), List.copyOf(runs));
    }

    private Instant due(Instant planned) {
      return Course.due(schedule.id(), planned, schedule.habits().jitter());
    }

    private boolean over() {
      Integer most = schedule.timing().bounds().maxRuns();
      return most != null && made >= most;
    }

    private void one(Instant planned, boolean last, Instant oldest) {
      Instant due = due(planned);
      boolean slept = oldest.isBefore(now.minus(LATE));
      if (!slept) {
        fire(planned);
      } else if (due.isBefore(now.minus(schedule.habits().catchup()))) {
        missed(
            planned,
            Reason.CATCHUP_OVER,
            "It was missed by %s, which is more than the catchup_window of %s."
                .formatted(
                    told(Duration.between(due, now)),
                    Durations.written(schedule.habits().catchup())));
      } else if (makesUp(due, last)) {
        fire(planned);
      } else {
        missed(
            planned,
            Reason.FIRING_MISSED,
            "It was missed by %s, and misfire is %s."
                .formatted(told(Duration.between(due, now)), schedule.habits().misfire().word()));
      }
    }

    private boolean makesUp(Instant due, boolean last) {
      return switch (schedule.habits().misfire()) {
        case ALL -> true;
        case ONCE -> last;
        case SKIP -> !due.isBefore(now.minus(LATE));
      };
    }

    private void missed(Instant planned, Reason reason, String detail) {
      add(planned, 0, Ending.of(Result.MISSED, reason, detail));
    }

    private void fire(Instant planned) {
      Overlap overlap = schedule.habits().overlap();
      if (overlap == Overlap.ALLOW || (!underWay && waiting == 0)) {
        underWay = true;
        make(planned, Result.FIRED);
      } else if (overlap == Overlap.QUEUE && waiting < WAITING) {
        waiting++;
        make(planned, Result.WAITING);
      } else {
        add(
            planned,
            0,
            Ending.of(
                Result.SKIPPED,
                Reason.STILL_UNDER_WAY,
                overlap == Overlap.SKIP
                    ? "The message of the firing before is not yet sent, and overlap is skip."
                    : WAITING + " firings wait for the one before already."));
      }
    }

    private void make(Instant planned, Result result) {
      made++;
      lastRun = planned;
      add(planned, made, Ending.of(result));
    }

    private void add(Instant planned, int number, Ending ending) {
      runs.add(
          new Run(new Run.Key(schedule.id(), planned), due(planned), now, false, number, ending));
    }

    /**
     * Where the next turn begins. What is too old to be made up for is not counted one by one: a
     * schedule of each second would have 86,400 of a day.
     */
    private @Nullable Instant beyond(Instant next, Instant last) {
      Instant window = now.minus(schedule.habits().catchup());
      if (!due(next).isBefore(window)) {
        return next;
      }
      Run oldest = runs.get(runs.size() - 1);
      runs.set(
          runs.size() - 1,
          oldest.ended(
              Ending.of(
                  Result.MISSED,
                  Reason.CATCHUP_OVER,
                  "This one and every other between %s and %s was missed for longer than the catchup_window of %s."
                      .formatted(last, window, Durations.written(schedule.habits().catchup())))));
      return course.next(window.minusMillis(1)).orElse(null);
    }

    private Progress progress(@Nullable Instant planned) {
      Optional<Instant> next = Optional.ofNullable(planned);
      return new Progress(
          next.isPresent() ? Standing.ACTIVE : Standing.COMPLETED,
          planned,
          next.map(this::due).orElse(null),
          lastRun,
          made);
    }

    private static String told(Duration duration) {
      return Durations.written(Duration.ofSeconds(duration.toSeconds()));
    }
  }
}
