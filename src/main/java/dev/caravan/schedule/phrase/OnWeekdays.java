package dev.caravan.schedule.phrase;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** On days of the week, listed or as a range. */
final class OnWeekdays implements Family {

  @Override
  public String title() {
    return "On days of the week";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "every weekday at 9am",
        "every Monday, Wednesday and Friday at 14:30",
        "mon-fri at 8:30",
        "Mondays at noon",
        "on weekends at 10am",
        "every Tuesday to Thursday at 16:00");
  }

  @Override
  public @Nullable Clause read(Cursor at) {
    int begin = at.at();
    boolean range = at.take("from", "between");
    boolean on = !range && at.take("on");
    boolean every = at.take("every");
    WeekdayList list = range ? WeekdayList.takeRange(at) : WeekdayList.take(at);
    if (list == null) {
      return null;
    }
    String raw = String.join(" ", at.since(begin));
    return draft -> {
      draft.say(Draft.Part.WEEKDAYS, raw);
      draft.weekdays.addAll(list.days());
      draft.recurring |= every || list.recurs();
      draft.onDay |= on;
    };
  }
}
