package dev.caravan.schedule.rule;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Rules as they are stored: a kind, then {@code name=value}, in one order. */
final class RuleText {
  private RuleText() {}

  static Rule read(String text) {
    String[] words = text.split(" ", -1);
    try {
      return switch (words[0]) {
        case "once" -> new Once(Instant.parse(words[1]));
        case "every" -> new Interval(Duration.parse(words[1]), Instant.parse(words[3]));
        case "cron" -> new Cron(text.substring("cron ".length()));
        default -> repeating(words);
      };
    } catch (DateTimeException | IndexOutOfBoundsException | NullPointerException e) {
      throw new IllegalArgumentException("No rule wrote '" + text + "'", e);
    }
  }

  private static Rule repeating(String[] words) {
    Map<String, String> named = new HashMap<>();
    for (String word : Arrays.asList(words).subList(1, words.length)) {
      int equals = word.indexOf('=');
      named.put(word.substring(0, equals), word.substring(equals + 1));
    }
    return new Repeating(days(words[0], named), times(named));
  }

  private static Days days(String kind, Map<String, String> named) {
    return switch (kind) {
      case "weekly" -> new Weekly(days(value(named, "on")), months(named));
      case "days" -> new EveryNthDay(number(named, "every"), LocalDate.parse(value(named, "from")));
      case "weeks" ->
          new EveryNthWeek(
              number(named, "every"),
              days(value(named, "on")),
              LocalDate.parse(value(named, "from")));
      case "monthly" ->
          new Monthly(
              Arrays.stream(value(named, "on").split(",", -1)).map(RuleText::inMonth).toList(),
              named.containsKey("every")
                  ? new Months.Stepped(
                      number(named, "every"), YearMonth.parse(value(named, "from")))
                  : new Months.Named(months(named)));
      default -> throw new IllegalArgumentException("No rule is '" + kind + "'");
    };
  }

  private static DayInMonth inMonth(String text) {
    int digits = 1;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    int nth = Integer.parseInt(text.substring(0, digits));
    String kind = text.substring(digits);
    return switch (kind) {
      case "" -> new DayInMonth.Numbered(nth);
      case "work" -> new DayInMonth.WorkingDay(nth);
      default -> new DayInMonth.NthWeekday(nth, weekday(kind));
    };
  }

  private static Times times(Map<String, String> named) {
    if (named.containsKey("at")) {
      return new Times.At(
          Arrays.stream(value(named, "at").split(",", -1))
              .map(LocalTime::parse)
              .collect(Collectors.toCollection(TreeSet::new)));
    }
    String[] between = value(named, "between").split("-", -1);
    return new Times.Every(
        Duration.parse(value(named, "step")),
        LocalTime.parse(between[0]),
        LocalTime.parse(between[1]));
  }

  private static String value(Map<String, String> named, String name) {
    String value = named.get(name);
    if (value == null) {
      throw new IllegalArgumentException("'" + name + "' is missing in " + named);
    }
    return value;
  }

  private static int number(Map<String, String> named, String name) {
    return Integer.parseInt(value(named, name));
  }

  private static Set<Month> months(Map<String, String> named) {
    return named.containsKey("in")
        ? Arrays.stream(value(named, "in").split(",", -1))
            .map(m -> Month.of(Integer.parseInt(m)))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Month.class)))
        : EnumSet.allOf(Month.class);
  }

  private static Set<DayOfWeek> days(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(RuleText::weekday)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(DayOfWeek.class)));
  }

  private static DayOfWeek weekday(String text) {
    return Arrays.stream(DayOfWeek.values())
        .filter(d -> day(d).equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No day is '" + text + "'"));
  }

  static String day(DayOfWeek day) {
    return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
  }

  static String days(Collection<DayOfWeek> days) {
    return String.join(",", days.stream().map(RuleText::day).toList());
  }

  static String in(Set<Month> months) {
    return months.size() == Month.values().length
        ? ""
        : " in=" + String.join(",", months.stream().map(m -> "" + m.getValue()).toList());
  }

  static void between(int value, int least, int most, String what) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "Every " + value + " " + what + ": from " + least + " to " + most + " can be");
    }
  }

  static void nth(int value, int most) {
    if (value != DayInMonth.LAST && (value < 1 || value > most)) {
      throw new IllegalArgumentException("From 1 to " + most + ", or the last, but was " + value);
    }
  }
}
