package dev.caravan.schedule.phrase;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every so many minutes, hours, days, weeks, months. */
final class EveryNth implements Family {

  @Override
  public String title() {
    return "Every so many minutes, hours, days, weeks, months";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "every 15 minutes",
        "every 90s",
        "every 2 hours between 9am and 5pm on weekdays",
        "every 3 days at 10:00",
        "every 2 weeks on Monday and Thursday at 9am",
        "every other week on Friday",
        "every half hour",
        "every 3 months on the 1st");
  }

  @Override
  public @Nullable Clause read(Cursor at) {
    int begin = at.at();
    if (!at.take("every")) {
      return null;
    }
    if (at.take("half")) {
      at.take("article");
      return Unit.takeOne(at) == Unit.HOUR ? say(at, begin, 30, Unit.MINUTE) : null;
    }
    if (at.takeAll("unit.quarter", "unit.hour")) {
      return say(at, begin, 15, Unit.MINUTE);
    }
    if (at.take("other")) {
      Unit unit = Unit.takeOne(at);
      return unit == null ? null : say(at, begin, 2, unit);
    }
    Integer count = at.takeNumber();
    if (count == null) {
      Integer nth = DayInMonthList.nth(at);
      Unit unit = nth == null || nth < 2 ? null : Unit.takeOne(at);
      return unit == null || nth == null ? null : say(at, begin, nth, unit);
    }
    Unit unit = Unit.takeAny(at);
    return unit == null ? null : sum(at, begin, (long) count * unit.seconds, count, unit);
  }

  /** {@code every 1 hour and 30 minutes} too. */
  private static Clause sum(Cursor at, int begin, long seconds, int count, Unit unit) {
    if (!unit.isWithinDay() || unit == Unit.SECOND) {
      return say(at, begin, count, unit);
    }
    Span more =
        at.maybe(
            () -> {
              at.takeSeparator();
              return Span.take(at);
            });
    return more == null || !more.isWithinDay()
        ? say(at, begin, count, unit)
        : say(at, begin, seconds + more.duration().toSeconds(), Unit.SECOND);
  }

  private static Clause say(Cursor at, int begin, long n, Unit unit) {
    String raw = String.join(" ", at.since(begin));
    return draft -> HowOften.say(draft, n, unit, raw);
  }
}
