package dev.caravan.schedule.rule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When something is due, without a beginning or an end, which are {@link Bounds}.
 *
 * <p>A local time that does not exist on its day (spring) falls on the first instant after the gap.
 * One that exists twice (autumn) is due once, at the first, where it is written as a time of day;
 * ticks (every 15 minutes, a {@code *} in cron) are due both times.
 */
public sealed interface Rule permits Once, Cron, Interval, Repeating {

  /**
   * The first due instant strictly after {@code after}, or nothing where there is none any more.
   */
  Optional<Instant> next(Instant after, ZoneId zone);

  /** The rule in English; read as a phrase, these words give an equal rule. */
  String words();

  /** The rule as it is stored; {@link #parse} is the inverse. At most 1,000 characters. */
  String text();

  /** A cron expression for the same times, where there is one. */
  default Optional<String> cron() {
    return Optional.empty();
  }

  /**
   * The rule that {@link #text} wrote.
   *
   * @throws IllegalArgumentException if no rule wrote it
   */
  static Rule parse(String text) {
    return RuleText.read(text);
  }
}
