package dev.caravan.schedule.phrase;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Not after a day, which still belongs to it. */
final class Until implements Family {

  @Override
  public String title() {
    return "Until (the day included)";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "every day at 9am until 31 December",
        "every hour until tomorrow at 18:00",
        "every Monday at 9am until the end of the year",
        "every weekday at 8am starting 1 December until 20 December");
  }

  @Override
  public @Nullable Clause read(Cursor at) {
    int begin = at.at();
    if (!at.take("until")) {
      return null;
    }
    SomeDay end = at.maybe(() -> end(at));
    Draft.Moment moment = end == null ? Moments.take(at) : new Draft.Moment(end, null, null);
    if (moment == null) {
      return null;
    }
    String raw = String.join(" ", at.since(begin));
    return draft -> {
      if (moment.day() == null && moment.span() == null) {
        throw new Misread(
            raw,
            "may be the end of today or of each day; write which",
            "every hour between 9am and 5pm",
            "every hour until today at 23:00");
      }
      draft.say(Draft.Part.END, raw);
      draft.end = moment;
    };
  }

  private static @Nullable SomeDay end(Cursor at) {
    at.take("the");
    if (!at.takeAll("end", "of")) {
      return null;
    }
    at.take("the", "this");
    Unit unit = Unit.takeOne(at);
    if (unit == null) {
      String month = at.takeGroup("month.");
      return month == null ? null : today -> endOf(Month.of(Integer.parseInt(month)), today);
    }
    return switch (unit) {
      case DAY -> today -> today;
      case WEEK -> today -> today.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
      case MONTH -> today -> YearMonth.from(today).atEndOfMonth();
      case YEAR -> today -> LocalDate.of(today.getYear(), 12, 31);
      default -> null;
    };
  }

  private static LocalDate endOf(Month month, LocalDate today) {
    LocalDate end = YearMonth.of(today.getYear(), month).atEndOfMonth();
    return end.isBefore(today) ? YearMonth.of(today.getYear() + 1, month).atEndOfMonth() : end;
  }
}
