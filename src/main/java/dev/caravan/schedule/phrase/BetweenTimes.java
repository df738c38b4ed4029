package dev.caravan.schedule.phrase;

import dev.caravan.schedule.rule.Weekly;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Between two times of the day; both belong to it. */
final class BetweenTimes implements Family {
  private static final List<LocalTime> BUSINESS_HOURS =
      List.of(LocalTime.of(9, 0), LocalTime.of(17, 0));

  @Override
  public String title() {
    return "Between two times of the day (both included)";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "every 30 minutes between 9am and 5pm",
        "every hour from 8:00 to 18:00 on weekdays",
        "every 15 minutes 9am-5pm mon-fri",
        "every 2 hours between 10pm and 6am",
        "every hour during business hours");
  }

  @Override
  public @Nullable Clause read(Cursor at) {
    int begin = at.at();
    if (at.takeAll("during", "working", "units.hour")) {
      String raw = String.join(" ", at.since(begin));
      return draft -> {
        draft.say(Draft.Part.WINDOW, raw);
        draft.say(Draft.Part.WEEKDAYS, raw);
        draft.window.addAll(BUSINESS_HOURS);
        draft.weekdays.addAll(Weekly.WORKING_DAYS);
      };
    }
    boolean told = at.take("between", "from");
    Clock from = told ? Clocks.takeAny(at) : Clocks.takePlain(at);
    if (from == null || !(at.take("to") || (told && at.take("and")))) {
      return null;
    }
    Clock to = Clocks.takeAny(at);
    if (to == null) {
      return null;
    }
    String raw = String.join(" ", at.since(begin));
    return draft -> {
      draft.say(Draft.Part.WINDOW, raw);
      draft.window.addAll(Clocks.window(from, to));
    };
  }
}
