package dev.caravan.schedule.phrase;

import dev.caravan.schedule.rule.Cron;
import dev.caravan.schedule.rule.DayInMonth;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the parts of a phrase have said so far; each says its own, and nothing twice. */
final class Draft {
  /** What a part of a phrase can say. */
  enum Part {
    HOW_OFTEN,
    WEEKDAYS,
    DAYS_IN_MONTH,
    DATE,
    MONTHS,
    EXCEPTION,
    COUNT,
    TIMES,
    DAYTIME,
    WINDOW,
    MINUTE,
    START,
    END,
    RUNS,
    ZONE,
    COUNTED
  }

  private final Map<Part, String> said = new EnumMap<>(Part.class);

  /** How often: so many of a unit; what is within a day is in seconds. */
  record Every(long n, Unit unit) {}

  /** A day and perhaps a time on it. */
  record Moment(@Nullable SomeDay day, @Nullable Clock time, @Nullable Span span) {}

  @Nullable Every every;
  boolean recurring;
  boolean onDay;
  Set<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);
  List<DayInMonth> inMonth = new ArrayList<>();
  Set<Month> months = EnumSet.noneOf(Month.class);
  Set<DayOfWeek> notOn = EnumSet.noneOf(DayOfWeek.class);
  Set<Month> notIn = EnumSet.noneOf(Month.class);
  int count;
  List<Clock> clocks = new ArrayList<>();
  @Nullable Daytime daytime;
  List<LocalTime> window = new ArrayList<>();
  @Nullable Integer minute;
  @Nullable SomeDay date;
  @Nullable MonthDay monthDay;
  @Nullable String moment;
  @Nullable Span in;
  @Nullable Moment start;
  @Nullable Moment end;
  @Nullable Span length;
  @Nullable Integer maxRuns;
  @Nullable Moment counted;
  @Nullable ZoneId zone;
  @Nullable Cron cron;

  /** Notes that a part was said; where it was before, the phrase contradicts itself. */
  void say(Part part, String raw) {
    String before = said.putIfAbsent(part, raw);
    if (before != null) {
      throw new Misread(
          List.of(raw),
          "says a second time what '"
              + before
              + "' has said; leave one of them out, or make two"
              + " schedules",
          List.of("every Monday, Wednesday and Friday at 9am", "every day at 9am and 5pm"));
    }
  }

  boolean has(Part part) {
    return said.containsKey(part);
  }

  /** The words that said it. */
  String words(Part part) {
    return said.getOrDefault(part, "");
  }
}
