package dev.caravan.schedule.phrase;

import dev.caravan.schedule.rule.Interval;
import dev.caravan.schedule.rule.Repeating;
import dev.caravan.schedule.rule.Rule;
import dev.caravan.schedule.rule.Times;
import dev.caravan.schedule.rule.Weekly;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes a recurring rule of what a phrase said. */
final class Recurring {
  private static final LocalTime USUAL = LocalTime.of(9, 0);

  /** What "twice a day" and "three times a day" are taken for. */
  private static final List<List<LocalTime>> USUAL_TIMES =
      List.of(
          List.of(USUAL),
          List.of(USUAL, LocalTime.of(17, 0)),
          List.of(USUAL, LocalTime.of(13, 0), LocalTime.of(17, 0)));

  private final Draft draft;
  private final Today today;
  private @Nullable List<LocalTime> assumed;
  private final RecurringDays days;

  Recurring(Draft draft, Today today) {
    this.draft = draft;
    this.today = today;
    this.days = new RecurringDays(draft, today);
  }

  /** The times that were taken because none was given, if so. */
  @Nullable List<LocalTime> assumed() {
    return assumed;
  }

  /** The day that was taken because none was given, if so. */
  @Nullable String assumedDay() {
    return days.assumed();
  }

  Rule rule() {
    Draft.Every every = draft.every;
    if (every == null) {
      return daily();
    }
    boolean fixed = draft.has(Draft.Part.TIMES) || draft.has(Draft.Part.DAYTIME);
    if (draft.counted != null && draft.counted.time() != null && !fixed) {
      return counted(every, draft.counted);
    }
    return every.unit() == Unit.SECOND ? ticks(every.n()) : daily();
  }

  private Rule counted(Draft.Every every, Draft.Moment from) {
    if (every.unit().seconds == 0) {
      throw RecurringDays.against(draft, Draft.Part.COUNTED, Draft.Part.HOW_OFTEN);
    }
    days.none(Draft.Part.WEEKDAYS, Draft.Part.DAYS_IN_MONTH, Draft.Part.MONTHS);
    days.none(Draft.Part.EXCEPTION, Draft.Part.WINDOW, Draft.Part.MINUTE);
    days.none(Draft.Part.COUNT);
    return interval(every.n() * every.unit().seconds, today.instant(from, LocalTime.MIDNIGHT));
  }

  private Interval interval(long seconds, Instant anchor) {
    try {
      return new Interval(Duration.ofSeconds(seconds), anchor);
    } catch (IllegalArgumentException e) {
      throw new Misread(
          draft.words(Draft.Part.HOW_OFTEN), "is longer than ten years", "every 3 days at 9am");
    }
  }

  private Rule daily() {
    days.none(Draft.Part.MINUTE);
    if (draft.has(Draft.Part.WINDOW)) {
      throw new Misread(
          List.of(draft.words(Draft.Part.WINDOW)),
          "does not say how often between the two; say it, or name one time",
          List.of("every 30 minutes between 9am and 5pm", "every day at 9am"));
    }
    Times.At times = new Times.At(new TreeSet<>(times()));
    return new Repeating(days.days(times.times().last()), times);
  }

  private List<LocalTime> times() {
    boolean perDay = draft.every != null && draft.every.unit() == Unit.DAY;
    int count = perDay ? draft.count : 0;
    LocalTime bound = draft.clocks.isEmpty() && draft.daytime == null ? bound() : null;
    if (bound != null) {
      return List.of(bound);
    }
    if (draft.clocks.isEmpty()) {
      if (count > USUAL_TIMES.size()) {
        throw new Misread(
            List.of(draft.words(Draft.Part.COUNT)),
            "does not say when; write the times, or how far apart",
            List.of("4 times a day at 8, 11, 14 and 17:00", "every 6 hours"));
      }
      List<LocalTime> usual =
          draft.daytime == null
              ? USUAL_TIMES.get(Math.max(1, count) - 1)
              : List.of(draft.daytime.usual);
      assumed = usual;
      return usual;
    }
    List<LocalTime> times =
        draft.daytime == null
            ? Clocks.times(draft.clocks)
            : draft.clocks.stream().map(draft.daytime::read).toList();
    if (count > 0 && count != times.size()) {
      throw new Misread(
          List.of(draft.words(Draft.Part.COUNT)),
          "does not go with " + times.size() + " time(s); write as many",
          List.of("twice a day at 9am and 5pm"));
    }
    return times;
  }

  /** The time behind "starting" or "until", which is the run's where no other is given. */
  private @Nullable LocalTime bound() {
    LocalTime start = draft.start == null ? null : time(draft.start);
    LocalTime end = draft.end == null ? null : time(draft.end);
    if (start != null && end != null && !start.equals(end)) {
      throw new Misread(
          List.of(draft.words(Draft.Part.START), draft.words(Draft.Part.END)),
          "name two times, and none says when it is due",
          List.of("every day at 9am starting 1 December until 20 December"));
    }
    return start == null ? end : start;
  }

  private static @Nullable LocalTime time(Draft.Moment moment) {
    return moment.time() == null ? null : moment.time().time();
  }

  private Rule ticks(long seconds) {
    days.none(Draft.Part.TIMES, Draft.Part.DAYTIME, Draft.Part.COUNTED);
    boolean free =
        draft.weekdays.isEmpty()
            && draft.inMonth.isEmpty()
            && draft.months.isEmpty()
            && !draft.has(Draft.Part.EXCEPTION)
            && !draft.has(Draft.Part.WINDOW)
            && !draft.has(Draft.Part.MINUTE);
    Duration step = Duration.ofSeconds(seconds);
    boolean timed =
        draft.start != null && (draft.start.time() != null || draft.start.span() != null);
    if (free && (timed || !divides(step))) {
      Instant from =
          draft.start == null
              ? today.now().truncatedTo(ChronoUnit.SECONDS)
              : today.instant(draft.start, LocalTime.MIDNIGHT);
      return interval(seconds, from);
    }
    if (seconds >= Duration.ofDays(1).toSeconds()) {
      throw RecurringDays.against(draft, Draft.Part.HOW_OFTEN, Draft.Part.WINDOW);
    }
    LocalTime from = draft.window.isEmpty() ? LocalTime.MIDNIGHT : draft.window.get(0);
    LocalTime to = draft.window.isEmpty() ? Times.Every.END_OF_DAY : draft.window.get(1);
    return new Repeating(days.ofTicks(), new Times.Every(step, minute(from, seconds), to));
  }

  private LocalTime minute(LocalTime from, long seconds) {
    if (draft.minute == null) {
      return from;
    }
    if (seconds % 3600 != 0) {
      throw RecurringDays.against(draft, Draft.Part.MINUTE, Draft.Part.HOW_OFTEN);
    }
    LocalTime minute = from.withMinute(draft.minute).withSecond(0);
    return minute.isBefore(from) ? minute.plusHours(1) : minute;
  }

  /** Whether ticks so far apart stand on the same times each day, as cron has them. */
  private static boolean divides(Duration step) {
    return step.compareTo(Duration.ofDays(1)) < 0
        && new Repeating(Weekly.daily(), Times.Every.of(step)).cron().isPresent();
  }
}
