package dev.caravan.schedule.phrase;

import java.util.List;

/** Whether a phrase is due once or again and again; where it leaves that open it is refused. */
final class Doubts {
  private Doubts() {}

  static boolean isOnce(Draft draft) {
    boolean dated = draft.has(Draft.Part.DATE);
    boolean often = draft.has(Draft.Part.HOW_OFTEN) || draft.recurring;
    if (dated && often) {
      boolean yearly =
          draft.monthDay != null && draft.every != null && draft.every.unit() == Unit.YEAR;
      if (!yearly) {
        throw new Misread(
            List.of(draft.words(Draft.Part.DATE)),
            "is one day, and does not go with what is due again and again; say 'starting' or"
                + " 'until'",
            List.of("every Monday at 9am starting 1 December", "every year on 24 December"));
      }
      return false;
    }
    if (dated) {
      return true;
    }
    if (often) {
      return false;
    }
    if (draft.weekdays.size() == 1 && draft.onDay) {
      return true;
    }
    throw doubt(draft);
  }

  private static Misread doubt(Draft draft) {
    if (!draft.weekdays.isEmpty()) {
      return open(draft, Draft.Part.WEEKDAYS, "every Monday at 9am", "next Monday at 9am");
    }
    if (!draft.inMonth.isEmpty()) {
      return open(
          draft,
          Draft.Part.DAYS_IN_MONTH,
          "every month on the 15th at 9am",
          "on 15 December at 9am");
    }
    if (draft.has(Draft.Part.TIMES)) {
      return open(draft, Draft.Part.TIMES, "every day at 9am", "tomorrow at 9am");
    }
    return new Misread(
        List.of(),
        "it does not say when, or how often",
        List.of("every weekday at 9am", "tomorrow at 9", "in 20 minutes"));
  }

  private static Misread open(Draft draft, Draft.Part part, String again, String once) {
    return new Misread(
        List.of(draft.words(part)),
        "may be meant once or again and again; write which",
        List.of(again, once));
  }
}
