package dev.caravan.schedule;

import dev.caravan.message.Address;
import dev.caravan.message.Priority;
import dev.caravan.message.Wording;
import dev.caravan.schedule.rule.Bounds;
import dev.caravan.schedule.rule.Interval;
import dev.caravan.schedule.rule.Once;
import dev.caravan.schedule.rule.Rule;
import dev.caravan.store.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Schedules for tests: what is not said is as a caller would have it who says nothing. */
record Planned(Rule rule, Bounds bounds, Schedule.Habits habits, @Nullable String calendar) {
  static final Instant BEGIN = Instant.parse("2026-03-02T09:00:00Z");
  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final UUID AGENT = Ids.next();

  /** Every ten minutes from {@link #BEGIN} on. */
  static Planned tenMinutes() {
    return every(Duration.ofMinutes(10));
  }

  static Planned every(Duration every) {
    return new Planned(
        new Interval(every, BEGIN), Bounds.NONE, usual(Schedule.Type.RECURRING), null);
  }

  static Planned once(Instant at) {
    return new Planned(new Once(at), Bounds.NONE, usual(Schedule.Type.ONE_TIME), null);
  }

  private static Schedule.Habits usual(Schedule.Type type) {
    return new Schedule.Habits(
        type, Misfire.ONCE, Duration.ofMinutes(15), Overlap.ALLOW, Duration.ZERO);
  }

  Planned misfire(Misfire misfire, Duration catchup) {
    return with(
        new Schedule.Habits(habits.type(), misfire, catchup, habits.overlap(), habits.jitter()));
  }

  Planned overlap(Overlap overlap) {
    return with(
        new Schedule.Habits(
            habits.type(), habits.misfire(), habits.catchup(), overlap, habits.jitter()));
  }

  Planned jitter(Duration jitter) {
    return with(
        new Schedule.Habits(
            habits.type(), habits.misfire(), habits.catchup(), habits.overlap(), jitter));
  }

  private Planned with(Schedule.Habits other) {
    return new Planned(rule, bounds, other, calendar);
  }

  Planned most(int runs) {
    return new Planned(rule, new Bounds(null, null, runs), habits, calendar);
  }

  Planned obeying(String name) {
    return new Planned(rule, bounds, habits, name);
  }

  /** The schedule as it begins at {@link #BEGIN}, whose instant is its first. */
  Schedule schedule() {
    return schedule(BEGIN.minusSeconds(1), null);
  }

  Schedule schedule(Instant at, @Nullable Calendar by) {
    Schedule draft =
        new Schedule(
            Ids.next(),
            new Schedule.Said(
                null,
                new Schedule.Speaker(AGENT, "tester"),
                new Address("slack", null, "C0TEST", null),
                new Wording.Draft(null, "It is {{time}}", Map.of(), null, Wording.Occasion.ONCE),
                List.of(),
                Priority.NORMAL),
            new Schedule.Timing(
                new Schedule.Written(Schedule.Way.EVERY, rule.text(), "As the test says."),
                rule,
                ZoneOffset.UTC,
                bounds,
                calendar),
            habits,
            new Schedule.Progress(Schedule.Standing.ACTIVE, null, null, null, 0),
            new Schedule.Life(1, "tests", "tests", at, at));
    return draft.at(Planning.begun(draft, by, at), draft.life());
  }
}
