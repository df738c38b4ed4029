package dev.caravan.schedule.phrase;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** On days of every other week. */
final class EveryOtherWeekday implements Family {

  @Override
  public String title() {
    return "On days of every other week";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "every other Tuesday at 10am",
        "every other Monday and Thursday at 9",
        "on alternate Fridays at 15:00",
        "every other Tuesday starting 1 December");
  }

  @Override
  public @Nullable Clause read(Cursor at) {
    int begin = at.at();
    at.take("on");
    boolean every = at.take("every");
    Integer nth = at.take("other") ? Integer.valueOf(0) : every ? DayInMonthList.nth(at) : null;
    boolean working = at.is("weekday") || at.is("weekdays") || at.is("working");
    WeekdayList list = nth == null ? null : WeekdayList.take(at);
    if (list == null || nth == null || nth < 0 || nth == 1 || (nth > 1 && at.is("of"))) {
      return null;
    }
    String raw = String.join(" ", at.since(begin));
    return draft -> {
      if (nth != 0 || working) {
        throw doubt(raw);
      }
      draft.say(Draft.Part.WEEKDAYS, raw);
      HowOften.say(draft, 2, Unit.WEEK, raw);
      draft.weekdays.addAll(list.days());
    };
  }

  private static Misread doubt(String raw) {
    return new Misread(
        raw,
        "may be a day of every so many weeks or one of each month; write which",
        "every other Tuesday at 10am",
        "every 3 weeks on Tuesday at 10am",
        "the second Tuesday of every month at 10am");
  }
}
