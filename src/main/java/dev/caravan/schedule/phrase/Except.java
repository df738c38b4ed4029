package dev.caravan.schedule.phrase;

import java.time.Month;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Except some days of the week, or some months. */
final class Except implements Family {

  @Override
  public String title() {
    return "Except some days or months";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "every day at 9am except Sunday",
        "daily at 8:00 except weekends",
        "every hour except on Sundays",
        "every month on the 1st except in August");
  }

  @Override
  public @Nullable Clause read(Cursor at) {
    int begin = at.at();
    boolean but = at.take("but");
    if (!at.take("except") && !but) {
      return null;
    }
    at.take("for");
    at.take("on", "in");
    WeekdayList days = WeekdayList.take(at);
    Set<Month> months = days == null ? MonthList.take(at) : null;
    if (days == null && months == null) {
      return null;
    }
    String raw = String.join(" ", at.since(begin));
    return draft -> {
      draft.say(Draft.Part.EXCEPTION, raw);
      if (days != null) {
        draft.notOn.addAll(days.days());
      } else if (months != null) {
        draft.notIn.addAll(months);
      }
    };
  }
}
