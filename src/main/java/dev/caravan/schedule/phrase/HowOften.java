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
    draft.say(Draft.Part.HOW_OFTEN, raw);
    draft.recurring = true;
    draft.every =
        unit.isWithinDay()
            ? new Draft.Every(n * unit.seconds, Unit.SECOND)
            : unit == Unit.FORTNIGHT
                ? new Draft.Every(2 * n, Unit.WEEK)
                : new Draft.Every(n, unit);
  }
}
