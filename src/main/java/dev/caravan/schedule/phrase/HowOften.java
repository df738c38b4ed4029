package dev.caravan.schedule.phrase;

import java.util.List;

/** Says into a draft how often. */
final class HowOften {
  private HowOften() {}

  /** Ten years in seconds, which is longer than any interval may be. */
  private static final long MOST = 315_360_000;

  static void say(Draft draft, long n, Unit unit, String raw) {
    if (n < 1 || n > MOST) {
      throw new Misread(
          List.of(raw),
          "cannot be: a number of 1 or more says how often, and it is at most ten years",
          List.of("every 15 minutes", "every 3 days at 9am"));
    }
    Draft.Every every = every(n, unit);
    draft.recurring = true;
    // "every day, every 30 minutes" is every 30 minutes; which of the two comes first is open.
    if (draft.every != null && isTicksOf(draft.every, every)) {
      draft.every = draft.every.unit() == Unit.SECOND ? draft.every : every;
      return;
    }
    draft.say(Draft.Part.HOW_OFTEN, raw);
    draft.every = every;
  }

  private static Draft.Every every(long n, Unit unit) {
    if (unit.isWithinDay()) {
      return new Draft.Every(n * unit.seconds, Unit.SECOND);
    }
    return unit == Unit.FORTNIGHT ? new Draft.Every(2 * n, Unit.WEEK) : new Draft.Every(n, unit);
  }

  private static boolean isTicksOf(Draft.Every one, Draft.Every other) {
    Draft.Every daily = new Draft.Every(1, Unit.DAY);
    return (one.equals(daily) && other.unit() == Unit.SECOND)
        || (other.equals(daily) && one.unit() == Unit.SECOND);
  }
}
