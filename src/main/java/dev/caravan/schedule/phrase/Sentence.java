package dev.caravan.schedule.phrase;

import dev.caravan.schedule.rule.Bounds;
import dev.caravan.schedule.rule.Cron;
import dev.caravan.schedule.rule.DayInMonth;
import dev.caravan.schedule.rule.Interval;
import dev.caravan.schedule.rule.Monthly;
import dev.caravan.schedule.rule.Months;
import dev.caravan.schedule.rule.Once;
import dev.caravan.schedule.rule.Repeating;
import dev.caravan.schedule.rule.Rule;
import dev.caravan.schedule.words.Words;
import java.time.Instant;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Says a rule back to whoever wrote it, with what was assumed; its first sentence is a phrase. */
public final class Sentence {
  private Sentence() {}

  /** The rule within its bounds, in a zone, such as {@code Every day at 09:00 in Europe/Berlin.} */
  public static String of(Rule rule, Bounds bounds, ZoneId zone) {
    String words =
        rule instanceof Once once
            ? once.words(zone)
            : rule instanceof Interval interval ? interval.words(zone) : rule.words();
    List<String> said = new ArrayList<>(List.of(words + " " + Words.say("zone", zone)));
    if (bounds.start() != null) {
      said.add(moment("starting", bounds.start(), zone));
    }
    if (bounds.end() != null) {
      said.add(moment("until", bounds.end(), zone));
    }
    if (bounds.maxRuns() != null) {
      said.add(Words.say("for-times", bounds.maxRuns()));
    }
    String whole = String.join(", ", said);
    String capital = whole.substring(0, 1).toUpperCase(Locale.ROOT) + whole.substring(1) + ".";
    return String.join(" ", append(capital, notes(rule)));
  }

  /** What was taken because the phrase left it open. */
  static String assumed(List<LocalTime> times, String day) {
    List<String> notes = new ArrayList<>();
    if (!day.isEmpty()) {
      notes.add(Words.say("assumed-day", day));
    }
    if (!times.isEmpty()) {
      notes.add(
          Words.say("assumed-time", Words.list(times.stream().map(LocalTime::toString).toList())));
    }
    return String.join(" ", notes);
  }

  private static List<String> append(String first, List<String> rest) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(rest);
    return all;
  }

  private static String moment(String key, Instant at, ZoneId zone) {
    ZonedDateTime local = at.atZone(zone);
    String date =
        Words.say(
            "date",
            local.getDayOfMonth(),
            Words.name(local.getMonth()),
            String.format(Locale.ROOT, "%04d", local.getYear()));
    LocalTime time = local.toLocalTime();
    boolean whole = time.equals(key.equals("starting") ? LocalTime.MIDNIGHT : Today.LAST_SECOND);
    return whole ? Words.say(key + "-day", date) : Words.say(key, date, time);
  }

  /**
   * What an expression means, and which months are left out for a day that not all of them have.
   */
  private static List<String> notes(Rule rule) {
    if (rule instanceof Cron cron) {
      return cron.meaning().map(m -> List.of(Words.say("meaning", m))).orElse(List.of());
    }
    if (!(rule instanceof Repeating repeating && repeating.days() instanceof Monthly monthly)) {
      return List.of();
    }
    Set<Month> months =
        monthly.months() instanceof Months.Named named
            ? named.months()
            : EnumSet.allOf(Month.class);
    List<String> notes = new ArrayList<>();
    for (DayInMonth day : monthly.days()) {
      if (day instanceof DayInMonth.Numbered numbered && numbered.day() > 28) {
        int number = numbered.day();
        if (number == 29 && months.equals(Set.of(Month.FEBRUARY))) {
          notes.add(Words.say("leap-years"));
        } else if (months.stream().anyMatch(m -> m.minLength() < number)) {
          notes.add(Words.say("short-months", Words.ordinal(number)));
        }
      }
    }
    return List.copyOf(notes);
  }
}
