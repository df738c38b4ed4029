package dev.caravan.schedule.phrase;

import dev.caravan.schedule.rule.DayInMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** On days of the month, by their number. */
final class DaysOfMonth implements Family {

  @Override
  public String title() {
    return "On days of the month";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "every month on the 15th at 9am",
        "on the 1st and 15th of every month at noon",
        "monthly on the last day at 17:00",
        "on the last day of every month",
        "at the end of every month",
        "on the 1st of every June and December at 9am");
  }

  @Override
  public @Nullable Clause read(Cursor at) {
    return read(at, DayInMonth.Numbered.class);
  }

  /** Days of which the first is of a kind. */
  static @Nullable Clause read(Cursor at, Class<? extends DayInMonth> kind) {
    int begin = at.at();
    boolean every = false;
    if (!at.take("on", "at")) {
      every = at.take("every");
    }
    // "every day 9" is none of them.
    if (every && at.is("unit.day")) {
      return null;
    }
    at.take("the");
    List<DayInMonth> read = DayInMonthList.take(at);
    List<DayInMonth> days = read == null ? edge(at) : read;
    if (days == null || !kind.isInstance(days.get(0))) {
      return null;
    }
    boolean recurs = every;
    String raw = String.join(" ", at.since(begin));
    return draft -> {
      draft.say(Draft.Part.DAYS_IN_MONTH, raw);
      draft.inMonth.addAll(days);
      draft.recurring |= recurs;
    };
  }

  /** The end, or the start, of what "of" says next. */
  private static @Nullable List<DayInMonth> edge(Cursor at) {
    boolean end = at.take("end");
    boolean edge = end || at.take("start", "starting");
    if (!edge || !at.is("of")) {
      return null;
    }
    return List.of(new DayInMonth.Numbered(end ? DayInMonth.LAST : 1));
  }
}
