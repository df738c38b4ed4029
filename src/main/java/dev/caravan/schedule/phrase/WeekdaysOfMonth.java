package dev.caravan.schedule.phrase;

import dev.caravan.schedule.rule.DayInMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** On the first Monday, the last Friday, the last working day of the month. */
final class WeekdaysOfMonth implements Family {

  @Override
  public String title() {
    return "On the first Monday, the last Friday, the last working day of the month";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "the first Monday of every month at 9am",
        "monthly on the last Friday at 16:00",
        "every first and third Tuesday of the month at 10:00",
        "on the last working day of every month at 17:00",
        "the second Wednesday of each month",
        "every first Monday of September at 9am");
  }

  @Override
  public @Nullable Clause read(Cursor at) {
    int begin = at.at();
    Clause weekdays = DaysOfMonth.read(at, DayInMonth.NthWeekday.class);
    if (weekdays != null) {
      return weekdays;
    }
    at.goTo(begin);
    return DaysOfMonth.read(at, DayInMonth.WorkingDay.class);
  }
}
