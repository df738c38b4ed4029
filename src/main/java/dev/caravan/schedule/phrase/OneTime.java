package dev.caravan.schedule.phrase;

import dev.caravan.schedule.rule.Once;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a one-time rule of what a phrase said. */
final class OneTime {
  private static final LocalTime USUAL = LocalTime.of(9, 0);
  private static final Duration FARTHEST = Duration.ofDays(36_525);
  private static final EnumSet<Draft.Part> NOT_ONCE =
      EnumSet.of(
          Draft.Part.HOW_OFTEN,
          Draft.Part.DAYS_IN_MONTH,
          Draft.Part.MONTHS,
          Draft.Part.EXCEPTION,
          Draft.Part.COUNT,
          Draft.Part.WINDOW,
          Draft.Part.MINUTE,
          Draft.Part.START,
          Draft.Part.END,
          Draft.Part.RUNS,
          Draft.Part.COUNTED);

  private final Draft draft;
  private final Today today;
  private @Nullable LocalTime assumed;

  OneTime(Draft draft, Today today) {
    this.draft = draft;
    this.today = today;
  }

  /** The time that was taken because none was given, if so. */
  @Nullable LocalTime assumed() {
    return assumed;
  }

  Once rule() {
    for (Draft.Part part : NOT_ONCE) {
      if (draft.has(part)) {
        throw against(part);
      }
    }
    if (draft.has(Draft.Part.DATE) && draft.has(Draft.Part.WEEKDAYS)) {
      throw against(Draft.Part.WEEKDAYS);
    }
    Once once = new Once(instant());
    if (!once.at().isAfter(today.now())) {
      String said = draft.words(Draft.Part.DATE) + " " + draft.words(Draft.Part.TIMES);
      String local = LocalDateTime.ofInstant(once.at(), today.zone()).toString().replace('T', ' ');
      throw new Misread(
          List.of(said.strip()),
          "is past: it was at " + local + " in " + today.zone() + "; write a time to come",
          List.of("tomorrow at 9", "in 20 minutes"));
    }
    if (once.at().isAfter(today.now().plus(FARTHEST))) {
      throw new Misread(
          List.of(draft.words(Draft.Part.DATE)),
          "is more than a hundred years away; write a nearer day",
          List.of("on 24 December at 18:00"));
    }
    return once;
  }

  private Misread against(Draft.Part part) {
    return new Misread(
        List.of(draft.words(part)),
        "does not go with what is due once; leave it out, or say 'every'",
        List.of("tomorrow at 9", "every day at 9am starting tomorrow"));
  }

  private Instant instant() {
    if (draft.moment != null) {
      return moment(draft.moment);
    }
    if (draft.in != null) {
      return after(draft.in);
    }
    LocalDate day =
        draft.date == null
            ? today.date().with(TemporalAdjusters.nextOrSame(draft.weekdays.iterator().next()))
            : draft.date.on(today.date());
    Instant at = today.instant(day.atTime(time()));
    // "on Friday at 9", said on Friday at 10, is the next one.
    return draft.date == null && !at.isAfter(today.now())
        ? today.instant(day.plusWeeks(1).atTime(time()))
        : at;
  }

  private Instant moment(String text) {
    if (draft.has(Draft.Part.TIMES) || draft.has(Draft.Part.DAYTIME)) {
      throw against(draft.has(Draft.Part.TIMES) ? Draft.Part.TIMES : Draft.Part.DAYTIME);
    }
    try {
      boolean local = text.matches("[^T]*T[^Z+-]*");
      return local
          ? today.instant(LocalDateTime.parse(text))
          : OffsetDateTime.parse(text.replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2")).toInstant();
    } catch (DateTimeException e) {
      throw new Misread(
          text, "is a date or time that no calendar has", "2026-12-24T18:00", "tomorrow at 9");
    }
  }

  private Instant after(Span span) {
    if (!draft.has(Draft.Part.TIMES) && !draft.has(Draft.Part.DAYTIME)) {
      return today.plus(today.instant(today.local()), span);
    }
    if (!span.isWithinDay() && span.duration().isZero()) {
      return today.instant(today.date().plus(span.period()).atTime(time()));
    }
    throw against(draft.has(Draft.Part.TIMES) ? Draft.Part.TIMES : Draft.Part.DAYTIME);
  }

  private LocalTime time() {
    if (draft.clocks.size() > 1) {
      throw new Misread(
          List.of(draft.words(Draft.Part.TIMES)),
          "is more than one time; what is due once has one",
          List.of("tomorrow at 9", "every day at 9am and 5pm for 2 times"));
    }
    if (draft.clocks.isEmpty()) {
      LocalTime usual = draft.daytime == null ? USUAL : draft.daytime.usual;
      assumed = usual;
      return usual;
    }
    Clock clock = draft.clocks.get(0);
    return draft.daytime == null ? clock.time() : draft.daytime.read(clock);
  }
}
