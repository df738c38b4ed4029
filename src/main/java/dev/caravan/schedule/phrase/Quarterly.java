package dev.caravan.schedule.phrase;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every quarter, counted from January. */
final class Quarterly implements Family {

  @Override
  public String title() {
    return "Every quarter";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "quarterly",
        "every quarter on the 15th at 9am",
        "on the last day of every quarter at 17:00",
        "the first Monday of every quarter at 10:00");
  }

  @Override
  public @Nullable Clause read(Cursor at) {
    int begin = at.at();
    boolean quarterly =
        at.takeAll("every", "unit.quarter") || "quarter".equals(at.takeGroup("adverb."));
    if (!quarterly) {
      return null;
    }
    String raw = String.join(" ", at.since(begin));
    return draft -> HowOften.say(draft, 1, Unit.QUARTER, raw);
  }
}
