package dev.caravan.schedule.phrase;

import dev.caravan.schedule.words.Words;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a phrase into words and reads each by itself. */
final class Lexer {
  private static final Pattern MOMENT =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}t\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(z|[+-]\\d{2}:?\\d{2})?");
  private static final Pattern ISO_DATE = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
  private static final Pattern DOTTED_DATE = Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})");
  private static final Pattern SLASHED_DATE = Pattern.compile("\\d{1,4}/\\d{1,2}(/\\d{1,4})?");
  private static final Pattern ZONE = Pattern.compile("[a-z][a-z_]+(/[a-z0-9_+-]+)+");
  private static final Pattern CLOCK =
      Pattern.compile(
          "(\\d{1,3})(?:[:.](\\d{1,2})(?::(\\d{2}(?:\\.\\d{1,9})?))?)?(am|pm|a\\.m|p\\.m)?");
  private static final Pattern FRENCH_CLOCK = Pattern.compile("(\\d{1,2})h(\\d{2})");
  private static final Pattern MINUTE_MARK = Pattern.compile(":(\\d{2})");
  private static final Pattern ORDINAL = Pattern.compile("(\\d{1,4})(?:st|nd|rd|th)");
  private static final Pattern MEASURE = Pattern.compile("(?:\\d{1,9}(?:s|m|h|d|w|x|[a-z]{2,7}))+");
  private static final Pattern MEASURE_PART = Pattern.compile("(\\d{1,9})([a-z]+)");

  private Lexer() {}

  static List<Token> read(String phrase) {
    List<Token> tokens = new ArrayList<>();
    String spaced = phrase.replaceAll("[,;]", " , ").replaceAll("[()\"\\u201C\\u201D]", " ");
    for (String chunk : spaced.strip().split("\\s+", -1)) {
      String raw = chunk.replaceAll("[.!?]+$", "");
      if (raw.length() > 1 && raw.startsWith("@")) {
        tokens.add(Token.word("@", "at"));
        raw = raw.substring(1);
      }
      if (!raw.isEmpty()) {
        read(raw, tokens);
      }
    }
    return tokens;
  }

  private static void read(String raw, List<Token> into) {
    String word = raw.toLowerCase(Locale.ROOT).replace('\u2013', '-').replace('\u2019', '\'');
    if (word.equals(Token.COMMA)) {
      into.add(Token.word(raw, Token.COMMA));
      return;
    }
    Optional<Token> figure = figure(raw, word);
    if (figure.isPresent()) {
      into.add(figure.get());
    } else if (MEASURE.matcher(word).matches() && measure(raw, word, into)) {
      return;
    } else if (word.indexOf('-') > 0 && hyphened(raw, word, into)) {
      return;
    } else {
      into.add(Token.word(raw, Words.key(word.replace(".", ""))));
    }
  }

  private static Optional<Token> figure(String raw, String word) {
    if (MOMENT.matcher(word).matches()) {
      return Optional.of(new Token(raw, Token.MOMENT, word.toUpperCase(Locale.ROOT)));
    }
    Matcher iso = ISO_DATE.matcher(word);
    if (iso.matches()) {
      return Optional.of(date(raw, iso.group(1), iso.group(2), iso.group(3)));
    }
    Matcher dotted = DOTTED_DATE.matcher(word);
    if (dotted.matches()) {
      return Optional.of(date(raw, dotted.group(3), dotted.group(2), dotted.group(1)));
    }
    if (SLASHED_DATE.matcher(word).matches()) {
      throw new Misread(
          raw,
          "may have the day first or the month first; write the year first, or the month's name",
          "on 2026-12-24 at 18:00",
          "on 24 December at 18:00");
    }
    if (ZONE.matcher(word).matches()) {
      return Optional.of(Token.word(raw, Token.ZONE));
    }
    Matcher ordinal = ORDINAL.matcher(word);
    if (ordinal.matches()) {
      return Optional.of(new Token(raw, Token.ORDINAL, Integer.valueOf(ordinal.group(1))));
    }
    if (word.matches("\\d{1,9}")) {
      return Optional.of(new Token(raw, Token.NUMBER, Integer.valueOf(word)));
    }
    Matcher mark = MINUTE_MARK.matcher(word);
    if (mark.matches() && Integer.parseInt(mark.group(1)) < 60) {
      return Optional.of(new Token(raw, Token.MINUTE_MARK, Integer.valueOf(mark.group(1))));
    }
    return clock(raw, word);
  }

  private static Token date(String raw, String year, String month, String day) {
    try {
      return new Token(
          raw,
          Token.DATE,
          LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
    } catch (DateTimeException e) {
      throw new Misread(
          raw, "is a date that no calendar has; write year, month and day", "on 2026-12-24");
    }
  }

  private static Optional<Token> clock(String raw, String word) {
    Matcher french = FRENCH_CLOCK.matcher(word);
    if (french.matches()) {
      return Optional.of(clock(raw, french.group(1), french.group(2), "0", ""));
    }
    Matcher clock = CLOCK.matcher(word);
    if (!clock.matches()) {
      return Optional.empty();
    }
    String half = clock.group(4) == null ? "" : clock.group(4).replace(".", "");
    String minute = clock.group(2) == null ? "0" : clock.group(2);
    String second = clock.group(3) == null ? "0" : clock.group(3);
    if (minute.length() == 1 && clock.group(2) != null) {
      throw wrong(raw);
    }
    return Optional.of(clock(raw, clock.group(1), minute, second, half));
  }

  private static Token clock(String raw, String hour, String minute, String second, String half) {
    int hours = Integer.parseInt(hour);
    boolean halved = !half.isEmpty();
    if (halved && (hours < 1 || hours > 12)) {
      throw wrong(raw);
    }
    int of24 = halved ? hours % 12 + (half.equals(Words.name("pm")) ? 12 : 0) : hours;
    try {
      BigDecimal seconds = new BigDecimal(second);
      LocalTime time =
          LocalTime.of(
              of24,
              Integer.parseInt(minute),
              seconds.intValue(),
              seconds.remainder(BigDecimal.ONE).movePointRight(9).intValue());
      return new Token(raw, Token.CLOCK, new Clock(raw, time, false));
    } catch (DateTimeException e) {
      throw wrong(raw);
    }
  }

  static Misread wrong(String raw) {
    return new Misread(
        raw,
        "is no time of day: hours are 0 to 23, or 1 to 12 with am or pm, and minutes 00 to 59",
        "every day at 9am",
        "every day at 14:30");
  }

  /** {@code 15m} or {@code 1h30m}, as numbers and units. */
  private static boolean measure(String raw, String word, List<Token> into) {
    List<Token> read = new ArrayList<>();
    Matcher part = MEASURE_PART.matcher(word);
    while (part.find()) {
      String unit =
          switch (part.group(2)) {
            case "s" -> "units.second";
            case "m" -> "units.minute";
            case "h" -> "units.hour";
            case "d" -> "units.day";
            case "w" -> "units.week";
            default -> Words.key(part.group(2));
          };
      if (!unit.startsWith("unit") && !unit.equals("times")) {
        return false;
      }
      read.add(new Token(raw, Token.NUMBER, Integer.valueOf(part.group(1))));
      read.add(Token.word(raw, unit));
    }
    return into.addAll(read);
  }

  /** A range where both sides are of a kind; else words that are written together or apart. */
  private static boolean hyphened(String raw, String word, List<Token> into) {
    String joined = Words.key(word.replace("-", ""));
    if (!joined.isEmpty()) {
      return into.add(Token.word(raw, joined));
    }
    List<Token> parts = new ArrayList<>();
    for (String part : word.split("-", -1)) {
      if (!part.isEmpty()) {
        read(part, parts);
      }
    }
    if (parts.stream().anyMatch(Token::isUnknown)) {
      return false;
    }
    if (parts.size() == 2 && kind(parts.get(0)).equals(kind(parts.get(1)))) {
      into.add(parts.get(0));
      into.add(Token.word("-", "to"));
      return into.add(parts.get(1));
    }
    return into.addAll(parts);
  }

  private static String kind(Token token) {
    return token.key().equals(Token.NUMBER) ? Token.CLOCK : token.key().replaceAll("\\..*", "");
  }
}
