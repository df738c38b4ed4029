package dev.caravan.schedule.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of every rule in every zone. */
class RulePropertiesTest {
  private static final int SOME = 12;

  @Provide
  Arbitrary<Rule> rules() {
    return RuleArbitraries.rules();
  }

  @Provide
  Arbitrary<Instant> instants() {
    return RuleArbitraries.instants();
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return RuleArbitraries.zones();
  }

  @Provide
  Arbitrary<String> crons() {
    return RuleArbitraries.crons();
  }

  @Provide
  Arbitrary<LocalTime> quarters() {
    return Arbitraries.integers().between(0, 95).map(q -> LocalTime.MIDNIGHT.plusMinutes(q * 15L));
  }

  @Property(tries = 500)
  void a_stored_rule_is_the_same_rule(@ForAll("rules") Rule rule) {
    assertThat(Rule.parse(rule.text())).isEqualTo(rule);
    assertThat(rule.text()).hasSizeLessThanOrEqualTo(1_000);
  }

  @Property(tries = 500)
  void runs_strictly_increase(
      @ForAll("rules") Rule rule, @ForAll("instants") Instant after, @ForAll("zones") ZoneId zone) {
    List<Instant> runs = Bounds.NONE.upcoming(rule, after, zone, 0, SOME);

    assertThat(runs).isSorted().doesNotHaveDuplicates().allMatch(r -> r.isAfter(after));
  }

  @Property(tries = 500)
  void no_run_is_skipped_however_often_it_is_asked(
      @ForAll("rules") Rule rule, @ForAll("instants") Instant after, @ForAll("zones") ZoneId zone) {
    Optional<Instant> next = rule.next(after, zone);
    if (next.isPresent()) {
      Instant between = after.plusSeconds(after.until(next.get(), ChronoUnit.SECONDS) / 2);
      assertThat(rule.next(between, zone)).isEqualTo(next);
      assertThat(rule.next(next.get().minusNanos(1), zone)).isEqualTo(next);
    }
  }

  @Property(tries = 500)
  void no_run_is_outside_of_its_bounds(
      @ForAll("rules") Rule rule,
      @ForAll("instants") Instant start,
      @ForAll @IntRange(min = 0, max = 400) int days,
      @ForAll @IntRange(min = 1, max = 20) int most,
      @ForAll("zones") ZoneId zone) {
    Instant end = start.plus(days, ChronoUnit.DAYS);
    Bounds bounds = new Bounds(start, end, most);

    List<Instant> runs = bounds.upcoming(rule, start.minus(30, ChronoUnit.DAYS), zone, 0, most + 5);

    assertThat(runs)
        .hasSizeLessThanOrEqualTo(most)
        .allMatch(r -> !r.isBefore(start) && !r.isAfter(end));
  }

  @Property(tries = 500)
  void no_run_is_outside_of_its_window(
      @ForAll("instants") Instant after,
      @ForAll("zones") ZoneId zone,
      @ForAll("quarters") LocalTime from,
      @ForAll("quarters") LocalTime to,
      @ForAll @IntRange(min = 1, max = 600) int minutes) {
    Times window = new Times.Every(Duration.ofMinutes(minutes), from, to);
    Rule rule = new Repeating(Weekly.on(Weekly.WORKING_DAYS), window);

    for (Instant run : Bounds.NONE.upcoming(rule, after, zone, 0, SOME)) {
      LocalTime time = LocalDateTime.ofInstant(run, zone).toLocalTime();
      boolean within =
          from.isAfter(to)
              ? !time.isBefore(from) || !time.isAfter(to)
              : !time.isBefore(from) && !time.isAfter(to);
      assertThat(within || endsGap(run, zone)).as("%s in %s", run, zone).isTrue();
    }
  }

  @Property(tries = 300)
  void a_daily_time_loses_and_doubles_no_date(
      @ForAll("instants") Instant after,
      @ForAll("zones") ZoneId zone,
      @ForAll("quarters") LocalTime time) {
    Rule rule = new Repeating(Weekly.daily(), Times.At.of(time));
    LocalDate first = LocalDateTime.ofInstant(after, zone).toLocalDate().plusDays(1);
    Instant eve = first.atStartOfDay(zone).toInstant().minusNanos(1);

    List<Instant> runs = Bounds.NONE.upcoming(rule, eve, zone, 0, 400);

    // One run a date, in their order: at the time, or where it does not exist at the gap's end.
    for (int i = 0; i < runs.size(); i++) {
      LocalDateTime planned = first.plusDays(i).atTime(time);
      ZoneOffsetTransition change = zone.getRules().getTransition(planned);
      LocalDateTime shown = LocalDateTime.ofInstant(runs.get(i), zone);
      LocalDateTime expected =
          change != null && change.isGap() ? change.getDateTimeAfter() : planned;
      assertThat(shown).as(zone.getId()).isEqualTo(expected);
    }
  }

  @Property(tries = 200)
  void bits_are_due_when_the_library_says(
      @ForAll("crons") String expression, @ForAll("instants") Instant after) {
    LocalDateTime cursor = LocalDateTime.ofInstant(after, ZoneOffset.UTC);
    LocalTicks bits = CronTicks.of(expression);
    LocalTicks library = CronReader.ticks(expression);

    for (int i = 0; i < SOME; i++) {
      Optional<LocalDateTime> next = bits.after(cursor);
      assertThat(next).as(expression + " after " + cursor).isEqualTo(library.after(cursor));
      if (next.isEmpty()) {
        return;
      }
      cursor = next.get();
    }
  }

  private static boolean endsGap(Instant run, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().previousTransition(run.plusNanos(1));
    return change != null && change.isGap() && change.getInstant().equals(run);
  }
}
