package dev.caravan.schedule.phrase;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Not before a day. */
final class Starting implements Family {

  @Override
  public String title() {
    return "Starting";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "every Monday at 9am starting 1 December",
        "every day at 8:00 starting tomorrow",
        "every weekday at 9am from next Monday",
        "every 90 minutes starting today at 22:00");
  }

  @Override
  public @Nullable Clause read(Cursor at) {
    int begin = at.at();
    if (at.take("starting")) {
      at.take("from");
    } else if (!at.take("from")) {
      return null;
    }
    Draft.Moment moment = Moments.take(at);
    if (moment == null) {
      return null;
    }
    String raw = String.join(" ", at.since(begin));
    return draft -> {
      draft.say(Draft.Part.START, raw);
      draft.start = moment;
    };
  }
}
