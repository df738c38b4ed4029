package dev.caravan.schedule.phrase;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every day, hour, week, month. */
final class EveryUnit implements Family {

  @Override
  public String title() {
    return "Every minute, hour, day, week, month";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "every day at 9am",
        "daily at 14:30",
        "every morning at 8",
        "every week",
        "every month",
        "hourly",
        "every hour at :15",
        "every minute");
  }

  @Override
  public @Nullable Clause read(Cursor at) {
    int begin = at.at();
    Unit unit;
    Daytime daytime = null;
    if (at.take("every")) {
      daytime = Daytime.take(at);
      unit = daytime == null ? Unit.takeOne(at) : Unit.DAY;
    } else {
      String adverb = at.takeGroup("adverb.");
      if ("halfyear".equals(adverb)) {
        String raw = at.before().raw();
        return draft -> HowOften.say(draft, 6, Unit.MONTH, raw);
      }
      unit = Unit.of(adverb);
    }
    if (unit == null || unit == Unit.QUARTER || unit == Unit.YEAR) {
      return null;
    }
    String raw = String.join(" ", at.since(begin));
    Daytime named = daytime;
    return draft -> {
      HowOften.say(draft, 1, unit, raw);
      if (named != null) {
        draft.say(Draft.Part.DAYTIME, raw);
        draft.daytime = named;
      }
    };
  }
}
