package dev.caravan.schedule.phrase;

import dev.caravan.schedule.rule.DayInMonth;
import java.time.Month;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every year, on a date. */
final class Yearly implements Family {

  @Override
  public String title() {
    return "Every year";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "every year on 24 December at 18:00",
        "yearly on March 1st at 9am",
        "every 24th of December at noon",
        "annually",
        "every year on the last Friday of November at 10:00",
        "every year on 1 January and 1 July");
  }

  @Override
  public @Nullable Clause read(Cursor at) {
    int begin = at.at();
    boolean year = at.takeAll("every", "unit.year") || "year".equals(at.takeGroup("adverb."));
    if (!year) {
      at.goTo(begin);
      if (!at.take("every")) {
        return null;
      }
    }
    String often = String.join(" ", at.since(begin));
    List<MonthDay> dates =
        at.maybe(
            () -> {
              at.take("on");
              at.take("the");
              return dates(at);
            });
    if (dates == null) {
      return year ? draft -> HowOften.say(draft, 1, Unit.YEAR, often) : null;
    }
    String raw = String.join(" ", at.since(begin));
    return draft -> {
      HowOften.say(draft, 1, Unit.YEAR, raw);
      say(draft, dates, raw);
    };
  }

  private static @Nullable List<MonthDay> dates(Cursor at) {
    MonthDay first = SomeDay.monthDay(at);
    if (first == null) {
      return null;
    }
    List<MonthDay> dates = new ArrayList<>(List.of(first));
    MonthDay more =
        at.maybe(
            () -> {
              boolean separated = at.takeSeparator();
              at.take("on");
              at.take("the");
              return separated ? SomeDay.monthDay(at) : null;
            });
    if (more != null) {
      dates.add(more);
    }
    return dates;
  }

  private static void say(Draft draft, List<MonthDay> dates, String raw) {
    Set<Month> months = EnumSet.noneOf(Month.class);
    for (MonthDay date : dates) {
      if (date.getDayOfMonth() != dates.get(0).getDayOfMonth()) {
        throw new Misread(
            raw,
            "names different days of different months, which are two schedules",
            "every year on 24 December at 18:00");
      }
      months.add(date.getMonth());
    }
    draft.say(Draft.Part.DAYS_IN_MONTH, raw);
    draft.say(Draft.Part.MONTHS, raw);
    draft.inMonth.add(new DayInMonth.Numbered(dates.get(0).getDayOfMonth()));
    draft.months.addAll(months);
  }
}
