package dev.caravan.schedule.phrase;

import dev.caravan.schedule.rule.DayInMonth;
import dev.caravan.schedule.rule.Days;
import dev.caravan.schedule.rule.EveryNthDay;
import dev.caravan.schedule.rule.EveryNthWeek;
import dev.caravan.schedule.rule.Monthly;
import dev.caravan.schedule.rule.Months;
import dev.caravan.schedule.rule.Weekly;
import dev.caravan.schedule.words.Words;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the days of a recurring rule of what a phrase said. */
final class RecurringDays {
  private static final long MOST_MONTHS = 1200;
  private static final Set<Month> ALL = EnumSet.allOf(Month.class);
  private static final Set<Month> QUARTERS =
      EnumSet.of(Month.JANUARY, Month.APRIL, Month.JULY, Month.OCTOBER);
  private static final Set<Month> QUARTER_ENDS =
      EnumSet.of(Month.MARCH, Month.JUNE, Month.SEPTEMBER, Month.DECEMBER);

  private final Draft draft;
  private final Today today;
  private @Nullable String assumed;

  RecurringDays(Draft draft, Today today) {
    this.draft = draft;
    this.today = today;
  }

  @Nullable String assumed() {
    return assumed;
  }

  static Misread against(Draft draft, Draft.Part one, Draft.Part other) {
    return new Misread(
        List.of(draft.words(one)),
        "does not go with '" + draft.words(other) + "'; leave one of them out",
        List.of("every Monday at 9am", "every 2 hours between 9am and 5pm"));
  }

  /** Refuses parts that nothing would obey. */
  void none(Draft.Part... parts) {
    for (Draft.Part part : parts) {
      if (draft.has(part)) {
        throw against(
            draft,
            part,
            draft.has(Draft.Part.HOW_OFTEN) ? Draft.Part.HOW_OFTEN : Draft.Part.WEEKDAYS);
      }
    }
  }

  /** The days of ticks: all where none are named. */
  Days ofTicks() {
    return draft.inMonth.isEmpty()
        ? weekly(Weekly.ALL)
        : monthly(draft.months.isEmpty() ? ALL : draft.months);
  }

  /**
   * The days of times of the day.
   *
   * @param last the last of the times, by which today may be over
   */
  Days days(LocalTime last) {
    Draft.Every every = draft.every;
    if (every == null) {
      return named();
    }
    return switch (every.unit()) {
      case DAY -> daily(every.n(), last);
      case WEEK -> weekly(every.n(), last);
      case MONTH -> monthly(every.n(), last);
      case QUARTER -> every.n() == 1 ? quarterly() : monthly(3 * every.n(), last);
      case YEAR -> every.n() == 1 ? yearly() : monthly(12 * every.n(), last);
      default -> throw against(draft, Draft.Part.HOW_OFTEN, Draft.Part.TIMES);
    };
  }

  /** Days that were named without how often: every Monday, each June. */
  private Days named() {
    none(Draft.Part.COUNTED);
    if (!draft.inMonth.isEmpty()) {
      none(Draft.Part.WEEKDAYS);
      return monthly(draft.months.isEmpty() ? ALL : draft.months);
    }
    return draft.weekdays.isEmpty() && !draft.months.isEmpty()
        ? monthly(draft.months)
        : weekly(Weekly.ALL);
  }

  private Days daily(long n, LocalTime last) {
    none(Draft.Part.DAYS_IN_MONTH);
    if (n == 1) {
      none(Draft.Part.COUNTED);
      return weekly(Weekly.ALL);
    }
    none(Draft.Part.WEEKDAYS, Draft.Part.MONTHS, Draft.Part.EXCEPTION);
    return counted(() -> new EveryNthDay((int) n, first(last)));
  }

  private Days weekly(long n, LocalTime last) {
    none(Draft.Part.DAYS_IN_MONTH);
    count(draft.weekdays.size());
    if (draft.weekdays.isEmpty()) {
      assumed = Words.name(DayOfWeek.MONDAY);
    }
    Set<DayOfWeek> usual = EnumSet.of(DayOfWeek.MONDAY);
    if (n == 1) {
      none(Draft.Part.COUNTED);
      return weekly(usual);
    }
    none(Draft.Part.MONTHS, Draft.Part.EXCEPTION);
    Set<DayOfWeek> days = draft.weekdays.isEmpty() ? usual : draft.weekdays;
    LocalDate week =
        draft.counted == null ? Weekly.on(days).onOrAfter(first(last)).orElseThrow() : first(last);
    return counted(() -> new EveryNthWeek((int) n, days, week));
  }

  private Weekly weekly(Set<DayOfWeek> usual) {
    Set<DayOfWeek> days = EnumSet.copyOf(draft.weekdays.isEmpty() ? usual : draft.weekdays);
    days.removeAll(draft.notOn);
    if (days.isEmpty()) {
      throw nothingLeft();
    }
    return new Weekly(days, months(draft.months.isEmpty() ? ALL : draft.months));
  }

  private Set<Month> months(Set<Month> named) {
    Set<Month> months = EnumSet.copyOf(named);
    months.removeAll(draft.notIn);
    if (months.isEmpty()) {
      throw nothingLeft();
    }
    return months;
  }

  private Misread nothingLeft() {
    return new Misread(
        draft.words(Draft.Part.EXCEPTION), "leaves nothing over", "every day at 9am except Sunday");
  }

  private Days monthly(long n, LocalTime last) {
    if (draft.has(Draft.Part.WEEKDAYS)) {
      throw new Misread(
          List.of(draft.words(Draft.Part.WEEKDAYS)),
          "does not say which one of the month; write the first, the last, or every week",
          List.of("the first Monday of every month at 9am", "every Monday at 9am"));
    }
    if (n == 1) {
      none(Draft.Part.COUNTED);
      return monthly(draft.months.isEmpty() ? ALL : draft.months);
    }
    none(Draft.Part.MONTHS);
    if (n > MOST_MONTHS) {
      throw tooFar();
    }
    List<DayInMonth> days = inMonth();
    YearMonth anchor =
        YearMonth.from(
            draft.counted == null
                ? new Monthly(days, yearAnchor()).onOrAfter(first(last)).orElseThrow()
                : first(last));
    return counted(() -> new Monthly(days, notIn(Months.every((int) n, anchor))));
  }

  private Months yearAnchor() {
    return draft.every != null && draft.every.unit() == Unit.YEAR
        ? new Months.Named(EnumSet.of(ends() ? Month.DECEMBER : Month.JANUARY))
        : Months.all();
  }

  private Months notIn(Months months) {
    if (!draft.has(Draft.Part.EXCEPTION)) {
      return months;
    }
    if (months instanceof Months.Named named && draft.notOn.isEmpty()) {
      return new Months.Named(months(named.months()));
    }
    throw against(draft, Draft.Part.EXCEPTION, Draft.Part.HOW_OFTEN);
  }

  private Days quarterly() {
    none(Draft.Part.WEEKDAYS, Draft.Part.MONTHS, Draft.Part.COUNTED);
    return monthly(ends() ? QUARTER_ENDS : QUARTERS);
  }

  private Days yearly() {
    none(Draft.Part.WEEKDAYS, Draft.Part.COUNTED);
    if (draft.monthDay != null && draft.inMonth.isEmpty() && draft.months.isEmpty()) {
      draft.inMonth.add(new DayInMonth.Numbered(draft.monthDay.getDayOfMonth()));
      draft.months.add(draft.monthDay.getMonth());
    }
    Set<Month> usual = EnumSet.of(ends() ? Month.DECEMBER : Month.JANUARY);
    Monthly days = monthly(draft.months.isEmpty() ? usual : draft.months);
    if (assumed != null && draft.months.isEmpty()) {
      assumed = "1 " + Words.name(Month.JANUARY);
    }
    return days;
  }

  /** Whether all days are counted from the end of what they are days of. */
  private boolean ends() {
    boolean all = !draft.inMonth.isEmpty();
    for (DayInMonth day : draft.inMonth) {
      all &= day.text().startsWith("-");
    }
    return all;
  }

  private Monthly monthly(Set<Month> months) {
    if (!draft.notOn.isEmpty()) {
      throw against(draft, Draft.Part.EXCEPTION, Draft.Part.HOW_OFTEN);
    }
    count(draft.inMonth.size());
    Monthly days = new Monthly(inMonth(), new Months.Named(months(months)));
    if (days.onOrAfter(today.date()).isEmpty()) {
      throw new Misread(
          List.of(
              (draft.words(Draft.Part.DAYS_IN_MONTH) + " " + draft.words(Draft.Part.MONTHS))
                  .strip()),
          "is in no year",
          List.of("on the last day of every February at 9am"));
    }
    return days;
  }

  private List<DayInMonth> inMonth() {
    if (draft.inMonth.isEmpty()) {
      assumed = "1st";
      return List.of(new DayInMonth.Numbered(1));
    }
    return draft.inMonth;
  }

  /** Refuses "twice a week" where not as many days are named. */
  private void count(int named) {
    boolean perDay = draft.every != null && draft.every.unit() == Unit.DAY;
    if (draft.count > 0 && !perDay && draft.count != Math.max(1, named)) {
      throw new Misread(
          List.of(draft.words(Draft.Part.COUNT)),
          "does not say on which days; name as many",
          List.of("twice a week on Monday and Thursday at 9", "twice a month on the 1st and 15th"));
    }
  }

  /** The day from which is counted: the one said, else the first on which it can be due. */
  private LocalDate first(LocalTime last) {
    if (draft.counted != null && draft.counted.day() != null) {
      return draft.counted.day().on(today.date());
    }
    if (draft.start != null) {
      return ZonedDateTime.ofInstant(today.instant(draft.start, LocalTime.MIDNIGHT), today.zone())
          .toLocalDate();
    }
    boolean over = !last.isAfter(today.local().toLocalTime());
    return over ? today.date().plusDays(1) : today.date();
  }

  private Days counted(Supplier<Days> days) {
    try {
      return days.get();
    } catch (IllegalArgumentException e) {
      throw tooFar();
    }
  }

  private Misread tooFar() {
    return new Misread(
        draft.words(Draft.Part.HOW_OFTEN),
        "is too far apart: at most 3650 days, 520 weeks or 1200 months can be",
        "every 3 days at 9am");
  }
}
