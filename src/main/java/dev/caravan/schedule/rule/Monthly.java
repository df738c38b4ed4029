package dev.caravan.schedule.rule;

import dev.caravan.schedule.words.Words;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Some days of every month, or of some months.
 *
 * @param days at least one, in no order, each once
 */
public record Monthly(List<DayInMonth> days, Months months) implements Days {
  /**
   * The fifth Monday of February comes after 28 years, and after 40 where a century has no leap
   * day.
   */
  private static final int MOST_YEARS = 100;

  /** Orders the days by how they are stored. */
  public Monthly {
    days =
        days.stream()
            .distinct()
            .sorted(Comparator.comparing(Monthly::rank).thenComparing(DayInMonth::text))
            .toList();
    if (days.isEmpty()) {
      throw new IllegalArgumentException("A monthly rule has a day at least");
    }
  }

  private static int rank(DayInMonth day) {
    int nth =
        day instanceof DayInMonth.Numbered n
            ? n.day()
            : day instanceof DayInMonth.NthWeekday w
                ? w.nth() * 7 + w.weekday().getValue()
                : ((DayInMonth.WorkingDay) day).nth();
    return nth < 0 ? 100 - nth : nth;
  }

  @Override
  public Optional<LocalDate> onOrAfter(LocalDate from) {
    YearMonth first = YearMonth.from(from);
    YearMonth month = months.onOrAfter(first);
    while (month.getYear() - first.getYear() <= MOST_YEARS) {
      YearMonth in = month;
      Optional<LocalDate> day =
          days.stream()
              .flatMap(d -> d.in(in).stream())
              .filter(d -> !d.isBefore(from))
              .min(Comparator.naturalOrder());
      if (day.isPresent()) {
        return day;
      }
      month = months.onOrAfter(month.plusMonths(1));
    }
    return Optional.empty();
  }

  @Override
  public String words() {
    if (months instanceof Months.Named named
        && named.months().size() == 1
        && days.size() == 1
        && days.get(0) instanceof DayInMonth.Numbered day
        && day.day() != DayInMonth.LAST) {
      Month month = named.months().iterator().next();
      return Words.say("yearly", day.day(), Words.name(month));
    }
    return Words.say("monthly", listed(), months.words());
  }

  /** The days, without their months. */
  String listed() {
    boolean numbers = days.stream().allMatch(d -> d instanceof DayInMonth.Numbered);
    List<String> said =
        days.stream()
            .map(
                d ->
                    !numbers && d instanceof DayInMonth.Numbered n && n.day() != DayInMonth.LAST
                        ? Words.say("numbered-day", d.words())
                        : d.words())
            .toList();
    return Words.list(said);
  }

  @Override
  public Optional<String> counted() {
    return months instanceof Months.Stepped stepped ? stepped.counted() : Optional.empty();
  }

  @Override
  public Optional<CronDays> cron() {
    return months instanceof Months.Named named
        ? CronFields.monthly(days, CronFields.months(named.months()))
        : Optional.empty();
  }

  @Override
  public String text() {
    return "monthly on="
        + String.join(",", days.stream().map(DayInMonth::text).toList())
        + months.text();
  }
}
