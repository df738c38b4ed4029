package dev.caravan.message;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads 90s, 15m, 2h, 1d, 250ms, or whole seconds. */
public final class Durations {
  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)?");
  private static final Duration LONGEST = Duration.ofDays(3650);

  private Durations() {}

  /** The duration, or nothing where it is not one, is none at all, or exceeds ten years. */
  public static Optional<Duration> parse(String text) {
    return parseOrZero(text).filter(d -> !d.isZero());
  }

  /** As {@link #parse}, where none at all is meant by 0. */
  public static Optional<Duration> parseOrZero(String text) {
    Matcher written = WRITTEN.matcher(text.strip());
    if (!written.matches()) {
      return Optional.empty();
    }
    long n = Long.parseLong(written.group(1));
    String unit = written.group(2) == null ? "s" : written.group(2);
    Duration read =
        switch (unit) {
          case "ms" -> Duration.ofMillis(n);
          case "m" -> Duration.ofMinutes(n);
          case "h" -> Duration.ofHours(n);
          case "d" -> Duration.ofDays(n);
          default -> Duration.ofSeconds(n);
        };
    return read.compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(read);
  }

  /** The duration as {@link #parse} reads it, in the largest unit that it is a whole number of. */
  public static String written(Duration duration) {
    if (duration.toMillisPart() != 0) {
      return duration.toMillis() + "ms";
    }
    long seconds = duration.toSeconds();
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
