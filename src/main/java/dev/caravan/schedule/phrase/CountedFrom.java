package dev.caravan.schedule.phrase;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** From what day every so many days, weeks or months are counted. */
final class CountedFrom implements Family {

  @Override
  public String title() {
    return "Counted from a day";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "every 3 days at 9am counted from 1 December 2026",
        "every 2 weeks on Tuesday at 9am counted from 2026-11-24",
        "every 90 minutes counted from 1 December 2026 at 9:00 UTC",
        "every 5 months on the 1st at 9am counted from 1 January 2026");
  }

  @Override
  public @Nullable Clause read(Cursor at) {
    int begin = at.at();
    if (!at.takeAll("counted", "from")) {
      return null;
    }
    Draft.Moment moment = Moments.take(at);
    if (moment == null || moment.day() == null) {
      return null;
    }
    String raw = String.join(" ", at.since(begin));
    return draft -> {
      draft.say(Draft.Part.COUNTED, raw);
      draft.counted = moment;
    };
  }
}
