package dev.caravan.schedule.rule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Rules of every kind, and what they are tried with. */
public final class RuleArbitraries {
  private static final LocalDate BEGIN = LocalDate.of(2026, 11, 21);

  private RuleArbitraries() {}

  /** Rules that are due at some time after 2026. */
  public static Arbitrary<Rule> rules() {
    return Arbitraries.frequencyOf(
        Tuple.of(1, instants().map(Once::new)),
        Tuple.of(1, intervals()),
        Tuple.of(1, crons().map(Cron::of)),
        Tuple.of(5, Combinators.combine(days(), at()).as(Repeating::new)),
        Tuple.of(3, Combinators.combine(plainDays(), every()).as(Repeating::new)));
  }

  /** Instants of the next ten years, in whole seconds. */
  public static Arbitrary<Instant> instants() {
    return Arbitraries.longs()
        .between(1, Duration.ofDays(3650).toSeconds())
        .map(s -> Instant.parse("2026-11-21T00:00:00Z").plusSeconds(s));
  }

  /** Zones by region: those that change their clocks, and those that do not. */
  public static Arbitrary<ZoneId> zones() {
    List<ZoneId> zones =
        ZoneId.getAvailableZoneIds().stream()
            .filter(z -> z.indexOf('/') > 0 && !z.startsWith("SystemV/"))
            .sorted()
            .map(ZoneId::of)
            .toList();
    return Arbitraries.of(zones);
  }

  private static Arbitrary<Rule> intervals() {
    Arbitrary<Long> lengths =
        Arbitraries.oneOf(
            Arbitraries.of(1L, 60L, 90L, 900L, 3600L, 5400L, 86_400L, 604_800L),
            Arbitraries.longs().between(1, Duration.ofDays(3650).toSeconds()));
    return Combinators.combine(lengths, instants())
        .as((length, anchor) -> new Interval(Duration.ofSeconds(length), anchor));
  }

  /** Expressions of numbers, ranges, steps and lists. */
  static Arbitrary<String> crons() {
    return Combinators.combine(
            field(0, 59),
            field(0, 23),
            Arbitraries.oneOf(Arbitraries.just("*"), field(1, 28)),
            Arbitraries.oneOf(Arbitraries.just("*"), field(1, 12)),
            Arbitraries.oneOf(Arbitraries.just("*"), field(0, 6)))
        .as((minute, hour, day, month, week) -> String.join(" ", minute, hour, day, month, week));
  }

  private static Arbitrary<String> field(int least, int most) {
    Arbitrary<Integer> value = Arbitraries.integers().between(least, most);
    Arbitrary<String> range =
        Combinators.combine(value, value).as((a, b) -> Math.min(a, b) + "-" + Math.max(a, b));
    Arbitrary<Integer> step = Arbitraries.integers().between(2, Math.max(2, (most - least) / 2));
    return Arbitraries.oneOf(
        Arbitraries.just("*"),
        value.map(String::valueOf),
        range,
        step.map(s -> "*/" + s),
        Combinators.combine(range, step).as((r, s) -> r + "/" + s),
        Combinators.combine(value, value).as((a, b) -> a + "," + b));
  }

  static Arbitrary<Set<DayOfWeek>> weekdays() {
    return Arbitraries.of(DayOfWeek.class).set().ofMinSize(1).ofMaxSize(7);
  }

  private static Arbitrary<Set<Month>> months() {
    return Arbitraries.oneOf(
        Arbitraries.just(Set.of(Month.values())),
        Arbitraries.of(Month.class).set().ofMinSize(1).ofMaxSize(12));
  }

  private static Arbitrary<LocalDate> dates() {
    return Arbitraries.integers().between(0, 3650).map(BEGIN::plusDays);
  }

  private static Arbitrary<Days> days() {
    Arbitrary<Days> nthDay =
        Combinators.combine(Arbitraries.integers().between(2, 3650), dates()).as(EveryNthDay::new);
    Arbitrary<Days> nthWeek =
        Combinators.combine(Arbitraries.integers().between(2, 520), weekdays(), dates())
            .as(EveryNthWeek::new);
    Arbitrary<Days> stepped =
        Combinators.combine(
                daysInMonth(),
                Arbitraries.integers().between(5, 1200).filter(n -> 12 % n != 0),
                dates())
            .as((days, n, from) -> new Monthly(days, new Months.Stepped(n, YearMonth.from(from))));
    return Arbitraries.oneOf(plainDays(), nthDay, nthWeek, stepped)
        .filter(d -> d.onOrAfter(BEGIN).isPresent());
  }

  private static Arbitrary<Days> plainDays() {
    Arbitrary<Days> weekly = Combinators.combine(weekdays(), months()).as(Weekly::new);
    Arbitrary<Days> monthly =
        Combinators.combine(daysInMonth(), months())
            .as((days, months) -> new Monthly(days, new Months.Named(months)));
    return Arbitraries.oneOf(weekly, monthly).filter(d -> d.onOrAfter(BEGIN).isPresent());
  }

  private static Arbitrary<List<DayInMonth>> daysInMonth() {
    Arbitrary<DayInMonth> numbered =
        Arbitraries.oneOf(Arbitraries.integers().between(1, 31), Arbitraries.just(DayInMonth.LAST))
            .map(DayInMonth.Numbered::new);
    Arbitrary<DayInMonth> weekday =
        Combinators.combine(Arbitraries.of(1, 2, 3, 4, 5, -1), Arbitraries.of(DayOfWeek.class))
            .as(DayInMonth.NthWeekday::new);
    Arbitrary<DayInMonth> working = Arbitraries.of(1, 2, 5, 10, -1).map(DayInMonth.WorkingDay::new);
    return Arbitraries.oneOf(numbered, weekday, working).list().ofMinSize(1).ofMaxSize(4);
  }

  private static Arbitrary<LocalTime> times() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(0, 95).map(q -> LocalTime.MIDNIGHT.plusMinutes(q * 15L)),
        Arbitraries.integers().between(0, 86_399).map(LocalTime::ofSecondOfDay));
  }

  private static Arbitrary<Times> at() {
    return times().set().ofMinSize(1).ofMaxSize(4).map(t -> new Times.At(new TreeSet<>(t)));
  }

  private static Arbitrary<Times> every() {
    Arbitrary<Duration> steps =
        Arbitraries.oneOf(
                Arbitraries.of(1, 30, 60, 300, 420, 900, 3600, 7200, 18_000, 43_200),
                Arbitraries.integers().between(1, 86_399))
            .map(Duration::ofSeconds);
    Arbitrary<Times> all = steps.map(Times.Every::of);
    Arbitrary<Times> between = Combinators.combine(steps, times(), times()).as(Times.Every::new);
    return Arbitraries.oneOf(all, between);
  }
}
