package dev.caravan.schedule.rule;

import com.cronutils.descriptor.CronDescriptor;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.caravan.message.Refused;
import dev.caravan.message.Texts;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads cron expressions by cron-utils, on local time as if it were UTC. */
final class CronReader {
  private static final Map<String, String> NICKNAMES =
      Map.of(
          "@YEARLY", "0 0 1 1 *",
          "@ANNUALLY", "0 0 1 1 *",
          "@MONTHLY", "0 0 1 * *",
          "@WEEKLY", "0 0 * * 0",
          "@DAILY", "0 0 * * *",
          "@MIDNIGHT", "0 0 * * *",
          "@HOURLY", "0 * * * *");

  /** Days of no month but the long ones, to which no working day is near in the others. */
  private static final Pattern LATE_W = Pattern.compile("(29|30|31)W");

  private static final Pattern SPECIAL = Pattern.compile("[LW#]");
  private static final Pattern BACKWARDS = Pattern.compile("(\\d+)-(\\d+)(?:/\\d+)?");
  private static final LocalDateTime BEGIN = LocalDateTime.of(2000, 1, 1, 0, 0);

  /** Either day is enough; by the number of fields less five. */
  private static final List<CronParser> EITHER = List.of(parser(false, false), parser(true, false));

  private static final List<CronParser> BOTH = List.of(parser(false, true), parser(true, true));

  private CronReader() {}

  private static CronParser parser(boolean seconds, boolean both) {
    CronDefinitionBuilder fields = CronDefinitionBuilder.defineCron();
    if (seconds) {
      fields = fields.withSeconds().and();
    }
    fields = fields.withMinutes().and().withHours().and();
    // Without the question mark in its alphabet, for with it both days must match.
    fields = fields.withDayOfMonth().supportsL().supportsW().supportsLW().and().withMonth().and();
    fields =
        fields
            .withDayOfWeek()
            .withValidRange(0, 7)
            .withMondayDoWValue(1)
            .withIntMapping(7, 0)
            .supportsHash()
            .supportsL()
            .and();
    CronDefinition definition =
        both ? fields.matchDayOfWeekAndDayOfMonth().instance() : fields.instance();
    return new CronParser(definition);
  }

  /** The expression as it is kept. */
  static String read(String written) {
    String plain = written.strip().toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
    String expression = NICKNAMES.getOrDefault(plain, plain);
    String[] fields = expression.split(" ", -1);
    if (fields.length != 5 && fields.length != 6) {
      throw refused(
          written,
          "has "
              + fields.length
              + " field(s); write five (minute, hour, day of month, month, day"
              + " of week), six with seconds first, or one of @yearly, @monthly, @weekly, @daily,"
              + " @hourly");
    }
    for (int i = fields.length - 3; i < fields.length; i += 2) {
      fields[i] = fields[i].equals("?") ? "*" : fields[i];
    }
    for (int i = 0; i < fields.length - 1; i++) {
      checkRanges(written, fields[i]);
    }
    if (LATE_W.matcher(fields[fields.length - 3]).find()) {
      throw refused(
          written,
          "asks for the working day nearest to a day that not all months have; write LW for the last");
    }
    expression = String.join(" ", fields);
    Optional<LocalDateTime> first;
    try {
      first = ticks(expression).after(BEGIN);
      if (first.isPresent() && CronTicks.isPlain(expression)) {
        first = CronTicks.of(expression).after(BEGIN);
      }
    } catch (RuntimeException e) {
      throw refused(written, "is not read: " + reason(e));
    }
    if (first.isEmpty()) {
      throw refused(written, "is never due, for no year has such a day; write one that comes");
    }
    return expression;
  }

  private static void checkRanges(String written, String field) {
    for (String item : field.split(",", -1)) {
      var range = BACKWARDS.matcher(item);
      if (range.matches() && Integer.parseInt(range.group(1)) > Integer.parseInt(range.group(2))) {
        throw refused(
            written, "has the range '" + item + "' backwards; write two, joined by a comma");
      }
    }
  }

  private static String reason(RuntimeException e) {
    String message = String.valueOf(e.getMessage());
    String reason = message.replaceFirst("^Failed to parse cron expression\\. ", "");
    return Texts.shown(reason).replaceAll("[.!]+$", "");
  }

  private static Refused refused(String written, String rule) {
    return new Refused(
        Refused.Kind.INVALID,
        "cron_expression",
        "not_a_cron",
        "'" + Texts.shown(written) + "' " + rule + ". Example: '0 9 * * MON-FRI'.");
  }

  /** The ticks of an expression, by the library. */
  static LocalTicks ticks(String expression) {
    List<ExecutionTime> parts = new ArrayList<>();
    for (String part : parts(expression)) {
      parts.add(ExecutionTime.forCron(parser(part).parse(part)));
    }
    return cursor -> {
      ZonedDateTime from = cursor.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneOffset.UTC);
      return parts.stream()
          .flatMap(p -> p.nextExecution(from).stream())
          .map(ZonedDateTime::toLocalDateTime)
          .min(LocalDateTime::compareTo);
    };
  }

  /** One expression an item where L, W and # stand in lists, of which the library forgets some. */
  private static List<String> parts(String expression) {
    String[] fields = expression.split(" ", -1);
    List<String> parts = new ArrayList<>();
    int dayOfMonth = fields.length - 3;
    int dayOfWeek = fields.length - 1;
    for (String inMonth : items(fields[dayOfMonth])) {
      for (String inWeek : items(fields[dayOfWeek])) {
        fields[dayOfMonth] = inMonth;
        fields[dayOfWeek] = inWeek;
        parts.add(String.join(" ", fields));
      }
    }
    return parts;
  }

  private static List<String> items(String field) {
    return field.indexOf(',') > 0 && SPECIAL.matcher(field).find()
        ? List.of(field.split(",", -1))
        : List.of(field);
  }

  private static CronParser parser(String expression) {
    String[] fields = expression.split(" ", -1);
    boolean both =
        fields[fields.length - 3].startsWith("*") || fields[fields.length - 1].startsWith("*");
    return (both ? BOTH : EITHER).get(fields.length - 5);
  }

  /** What the expression means, where the library says it right: not where either day is enough. */
  static Optional<String> meaning(String expression) {
    String[] fields = expression.split(" ", -1);
    if (!fields[fields.length - 3].equals("*") && !fields[fields.length - 1].equals("*")) {
      return Optional.empty();
    }
    return Optional.of(
        CronDescriptor.instance(Locale.UK).describe(parser(expression).parse(expression)));
  }
}
