package dev.caravan.schedule.phrase;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** So many times a day, a week, a month. */
final class TimesADay implements Family {

  @Override
  public String title() {
    return "Several times a day, a week, a month";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "twice a day at 9am and 5pm",
        "three times a day at 8, 13 and 18:00",
        "twice a day",
        "once a week on Friday at 16:00",
        "twice a week on Monday and Thursday at 9",
        "twice a month on the 1st and 15th",
        "4 times an hour");
  }

  @Override
  public @Nullable Clause read(Cursor at) {
    int begin = at.at();
    Integer count = count(at);
    if (count == null) {
      return null;
    }
    Unit unit = Unit.of(at.takeGroup("adverb."));
    if (unit == null && at.take("article", "every", "per")) {
      unit = Unit.takeOne(at);
    }
    if (unit == null) {
      return null;
    }
    Unit per = unit;
    String raw = String.join(" ", at.since(begin));
    return draft -> say(draft, count, per, raw);
  }

  private static @Nullable Integer count(Cursor at) {
    if (at.take("once")) {
      return 1;
    }
    if (at.take("twice")) {
      return 2;
    }
    if (at.take("thrice")) {
      return 3;
    }
    Integer count = at.takeNumber();
    return count != null && at.take("times") ? count : null;
  }

  private static void say(Draft draft, int count, Unit per, String raw) {
    if (per.isWithinDay()) {
      if (count < 1 || per.seconds % count != 0) {
        throw new Misread(
            raw, "does not divide evenly; write how far apart", "every 15 minutes", "every 90s");
      }
      HowOften.say(draft, per.seconds / count, Unit.SECOND, raw);
    } else {
      HowOften.say(draft, 1, per, raw);
      draft.say(Draft.Part.COUNT, raw);
      draft.count = count;
    }
  }
}
