package dev.caravan.schedule.rule;

import dev.caravan.schedule.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Due at the anchor and every so often after it, by elapsed time: the clock's changes do not
 * matter.
 *
 * @param every whole seconds, from one second to ten years
 * @param anchor the first due instant, in whole seconds
 */
public record Interval(Duration every, Instant anchor) implements Rule {
  static final Duration LONGEST = Duration.ofDays(3650);

  /** Cuts the anchor to the second. */
  public Interval {
    if (every.compareTo(Duration.ofSeconds(1)) < 0
        || every.compareTo(LONGEST) > 0
        || !every.truncatedTo(ChronoUnit.SECONDS).equals(every)) {
      throw new IllegalArgumentException(
          "An interval is of whole seconds, from 1 second to 3650 days, but was " + every);
    }
    anchor = anchor.truncatedTo(ChronoUnit.SECONDS);
  }

  @Override
  public Optional<Instant> next(Instant after, ZoneId zone) {
    if (after.isBefore(anchor)) {
      return Optional.of(anchor);
    }
    long seconds = every.toSeconds();
    long passed = Duration.between(anchor, after).toSeconds() / seconds;
    return Optional.of(anchor.plusSeconds((passed + 1) * seconds));
  }

  /** In UTC, for a rule knows no zone. */
  @Override
  public String words() {
    return words(ZoneOffset.UTC) + " UTC";
  }

  /** In a zone, without naming it. */
  public String words(ZoneId zone) {
    ZonedDateTime from = anchor.atZone(zone);
    return Words.say(
        "interval",
        Describe.duration(every),
        Describe.date(from.toLocalDate()),
        Describe.time(from.toLocalTime()));
  }

  @Override
  public String text() {
    return "every " + every + " from " + anchor;
  }
}
