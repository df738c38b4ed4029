package dev.caravan.schedule.phrase;

import java.time.MonthDay;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Once, on a day. */
final class OnADay implements Family {

  @Override
  public String title() {
    return "Once, on a day";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "tomorrow at 9",
        "today at 23:30",
        "next Friday noon",
        "on Friday at 16:00",
        "Monday next week at 8am",
        "the day after tomorrow at 14:30",
        "on 24 December at 18:00",
        "on 2026-12-24 at 18:00",
        "2026-12-24T18:00:00+01:00",
        "tomorrow morning");
  }

  @Override
  public @Nullable Clause read(Cursor at) {
    int begin = at.at();
    at.take("once");
    boolean on = at.take("on");
    if (at.is(Token.MOMENT)) {
      Token moment = at.take();
      return draft -> {
        draft.say(Draft.Part.DATE, moment.raw());
        draft.moment = (String) moment.value();
      };
    }
    if (at.take("tonight")) {
      return draft -> {
        draft.say(Draft.Part.DATE, "tonight");
        draft.say(Draft.Part.DAYTIME, "tonight");
        draft.date = today -> today;
        draft.daytime = Daytime.NIGHT;
      };
    }
    boolean weekdayAlone = at.here().key().startsWith("day.");
    int dated = at.at();
    at.take("the");
    MonthDay read = at.maybe(() -> SomeDay.monthDay(at));
    int end = at.at();
    at.goTo(dated);
    SomeDay day = SomeDay.take(at);
    String raw = String.join(" ", at.since(begin));
    // A weekday alone is read by those who know more: every week, or once.
    if (day == null || (weekdayAlone && at.before().key().startsWith("day."))) {
      return null;
    }
    MonthDay everyYear = read != null && end == at.at() ? read : null;
    return draft -> {
      draft.say(Draft.Part.DATE, raw);
      draft.onDay |= on;
      draft.date = day;
      draft.monthDay = everyYear;
    };
  }
}
