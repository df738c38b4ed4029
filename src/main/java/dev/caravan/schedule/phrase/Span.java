package dev.caravan.schedule.phrase;

import java.time.Duration;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * A length of time as it was written: 2 weeks, half an hour, 1 hour and 30 minutes.
 *
 * @param period its days, weeks, months and years
 * @param duration its hours, minutes and seconds
 */
record Span(Period period, Duration duration) {

  /** Twice the seconds of a day, in round numbers; so many years are still a date. */
  private static final int MOST = 200_000;

  boolean isWithinDay() {
    return period.isZero();
  }

  /** The span at the cursor; {@code a} and {@code an} count as one. */
  static @Nullable Span take(Cursor at) {
    Span whole = takePart(at);
    while (whole != null) {
      Span before = whole;
      Span more =
          at.maybe(
              () -> {
                at.takeSeparator();
                return takePart(at);
              });
      if (more == null) {
        return whole;
      }
      whole = new Span(before.period.plus(more.period), before.duration.plus(more.duration));
    }
    return null;
  }

  private static @Nullable Span takePart(Cursor at) {
    return at.maybe(
        () -> {
          if (at.take("half")) {
            at.take("article");
            return Unit.takeOne(at) == Unit.HOUR ? of(30, Unit.MINUTE) : null;
          }
          Integer n = at.take("article") ? Integer.valueOf(1) : at.takeNumber();
          Unit unit = n == null ? null : Unit.takeAny(at);
          return n == null || unit == null ? null : of(n, unit);
        });
  }

  private static Span of(int n, Unit unit) {
    if (n > MOST) {
      throw new Misread(
          String.valueOf(n), "is too many: at most " + MOST + " can be", "in 2 weeks at 9am");
    }
    return switch (unit) {
      case SECOND, MINUTE, HOUR ->
          new Span(Period.ZERO, Duration.ofSeconds((long) n * unit.seconds));
      case DAY -> new Span(Period.ofDays(n), Duration.ZERO);
      case WEEK -> new Span(Period.ofWeeks(n), Duration.ZERO);
      case FORTNIGHT -> new Span(Period.ofWeeks(2 * n), Duration.ZERO);
      case MONTH -> new Span(Period.ofMonths(n), Duration.ZERO);
      case QUARTER -> new Span(Period.ofMonths(3 * n), Duration.ZERO);
      case YEAR -> new Span(Period.ofYears(n), Duration.ZERO);
    };
  }
}
