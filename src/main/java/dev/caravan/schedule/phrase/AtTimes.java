package dev.caravan.schedule.phrase;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** At times of the day. */
final class AtTimes implements Family {

  @Override
  public String title() {
    return "At times of the day";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "every day at 9am, 1pm and 5pm",
        "every day at 9:05 pm",
        "every Friday at noon",
        "every day at midnight",
        "every day at half past 8",
        "every day at 7 in the evening",
        "every Monday morning");
  }

  @Override
  public @Nullable Clause read(Cursor at) {
    int begin = at.at();
    Daytime alone = at.maybe(() -> daytime(at));
    if (alone != null) {
      String raw = String.join(" ", at.since(begin));
      return draft -> say(draft, alone, raw);
    }
    if (at.takeAll("on", "the", "unit.hour")) {
      String raw = String.join(" ", at.since(begin));
      return draft -> minute(draft, 0, raw);
    }
    boolean told = at.take("at");
    if (at.is(Token.MINUTE_MARK)) {
      Token mark = at.take();
      return draft -> minute(draft, mark.number(), mark.raw());
    }
    Clock first = told ? Clocks.takeAny(at) : Clocks.takePlain(at);
    if (first == null) {
      return null;
    }
    List<Clock> clocks = Clocks.list(at, first);
    Daytime daytime = at.maybe(() -> daytime(at));
    String raw = String.join(" ", at.since(begin));
    return draft -> {
      draft.say(Draft.Part.TIMES, raw);
      draft.clocks.addAll(clocks);
      if (daytime != null) {
        say(draft, daytime, raw);
      }
    };
  }

  /** {@code in the morning}, {@code at night}, {@code morning}. */
  private static @Nullable Daytime daytime(Cursor at) {
    if (at.take("in", "during")) {
      return at.take("the") ? Daytime.take(at) : null;
    }
    at.take("at");
    return Daytime.take(at);
  }

  private static void minute(Draft draft, int minute, String raw) {
    draft.say(Draft.Part.MINUTE, raw);
    draft.minute = minute;
  }

  private static void say(Draft draft, Daytime daytime, String raw) {
    draft.say(Draft.Part.DAYTIME, raw);
    draft.daytime = daytime;
  }
}
