package dev.caravan.schedule.phrase;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** So many times, or so long. */
final class ForSoLong implements Family {

  @Override
  public String title() {
    return "For so many times, or so long";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "every day at 9am for 10 times",
        "every hour, at most 5 times",
        "every day at 9am for 2 weeks",
        "every 10 minutes for the next 3 hours");
  }

  @Override
  public @Nullable Clause read(Cursor at) {
    int begin = at.at();
    boolean limited = at.take("for") || at.takeAll("at", "most");
    Integer times =
        at.maybe(
            () -> {
              Integer n = at.takeNumber();
              return n != null && at.take("times") ? n : null;
            });
    if (times != null) {
      String raw = String.join(" ", at.since(begin));
      return draft -> runs(draft, times, raw);
    }
    if (!limited) {
      return null;
    }
    at.take("the");
    at.take("next");
    Span span = Span.take(at);
    if (span == null) {
      return null;
    }
    String raw = String.join(" ", at.since(begin));
    return draft -> {
      draft.say(Draft.Part.END, raw);
      draft.length = span;
    };
  }

  private static void runs(Draft draft, int times, String raw) {
    if (times < 1) {
      throw new Misread(raw, "is no run at all; it is at least once", "every day for 10 times");
    }
    draft.say(Draft.Part.RUNS, raw);
    draft.maxRuns = times;
  }
}
