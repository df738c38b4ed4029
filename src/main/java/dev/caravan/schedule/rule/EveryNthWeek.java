package dev.caravan.schedule.rule;

import dev.caravan.schedule.words.Words;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Some days of every so many weeks; a week begins on Monday.
 *
 * @param every 2 to 520
 * @param days at least one
 * @param week the Monday of a week that counts; another day of it is taken for its Monday
 */
public record EveryNthWeek(int every, Set<DayOfWeek> days, LocalDate week) implements Days {

  /** Checks the range, and goes to the week's Monday. */
  public EveryNthWeek {
    RuleText.between(every, 2, 520, "weeks");
    days = Collections.unmodifiableSet(EnumSet.copyOf(days));
    week = monday(week);
  }

  @Override
  public Optional<LocalDate> onOrAfter(LocalDate from) {
    LocalDate begin = from.isBefore(week) ? week : from;
    long weeks = ChronoUnit.WEEKS.between(week, monday(begin));
    LocalDate counted = week.plusWeeks((weeks + every - 1) / every * every);
    Optional<LocalDate> first = within(counted, begin);
    return first.isPresent() ? first : within(counted.plusWeeks(every), begin);
  }

  private Optional<LocalDate> within(LocalDate monday, LocalDate from) {
    return days.stream()
        .map(d -> monday.with(TemporalAdjusters.nextOrSame(d)))
        .filter(d -> !d.isBefore(from))
        .findFirst();
  }

  private static LocalDate monday(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  @Override
  public String words() {
    return Words.say("every-n-weeks", every, Describe.days(days));
  }

  @Override
  public Optional<String> counted() {
    return Optional.of(Describe.date(week));
  }

  @Override
  public String text() {
    return "weeks every=" + every + " on=" + RuleText.days(days) + " from=" + week;
  }
}
