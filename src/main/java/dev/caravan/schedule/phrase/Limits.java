package dev.caravan.schedule.phrase;

import dev.caravan.schedule.rule.Bounds;
import dev.caravan.schedule.rule.Rule;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the bounds of what a phrase said. */
final class Limits {
  private Limits() {}

  static Bounds of(Draft draft, Today today, Rule rule) {
    Instant start = draft.start == null ? null : today.instant(draft.start, LocalTime.MIDNIGHT);
    Instant end = end(draft, today, start);
    if (end != null && (!end.isAfter(today.now()) || (start != null && end.isBefore(start)))) {
      throw new Misread(
          List.of(draft.words(Draft.Part.END)),
          "ends before it begins; write a day to come",
          List.of("every day at 9am until 31 December"));
    }
    Bounds bounds = new Bounds(start, end, draft.maxRuns);
    if (bounds.next(rule, today.now(), today.zone(), 0).isEmpty()) {
      throw new Misread(
          List.of((draft.words(Draft.Part.START) + " " + draft.words(Draft.Part.END)).strip()),
          "leaves no time at which it would be due",
          List.of("every Monday at 9am starting 1 December until 31 December"));
    }
    return bounds;
  }

  private static @Nullable Instant end(Draft draft, Today today, @Nullable Instant start) {
    if (draft.end != null) {
      return today.instant(draft.end, Today.LAST_SECOND);
    }
    if (draft.length == null) {
      return null;
    }
    Instant from = start == null ? today.instant(today.local()) : start;
    // What begins with the span does not end with it: two weeks of days at midnight are 14 runs.
    return today.plus(from, draft.length).minusSeconds(1);
  }
}
