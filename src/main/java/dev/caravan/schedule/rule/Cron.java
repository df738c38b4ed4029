package dev.caravan.schedule.rule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Due as a cron expression says.
 *
 * <p>Where day of month and day of week are both restricted, either is enough; a field that begins
 * with a star is none of a restriction, as in Vixie's cron.
 *
 * @param expression five fields, or six with seconds first, in capitals and with single spaces
 */
public record Cron(String expression) implements Rule, LocalTicks {

  /**
   * The rule of an expression with five fields, with six (seconds first), or {@code @daily} and
   * kin.
   *
   * @throws dev.caravan.message.Refused if it is none, or never due
   */
  public static Cron of(String expression) {
    return new Cron(CronReader.read(expression));
  }

  @Override
  public Optional<Instant> next(Instant after, ZoneId zone) {
    LocalTicks ticks =
        CronTicks.isPlain(expression) ? CronTicks.of(expression) : CronReader.ticks(expression);
    return WallClock.next(after, zone, ticks, repeats());
  }

  @Override
  public Optional<LocalDateTime> after(LocalDateTime cursor) {
    return CronTicks.isPlain(expression)
        ? CronTicks.of(expression).after(cursor)
        : CronReader.ticks(expression).after(cursor);
  }

  /** Whether it ticks, by a star or a step within the day, rather than names times. */
  private boolean repeats() {
    String[] fields = expression.split(" ", -1);
    for (int i = 0; i < fields.length - 3; i++) {
      if (fields[i].indexOf('*') >= 0 || fields[i].indexOf('/') >= 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String words() {
    return "cron " + expression;
  }

  /** What the expression means, in English; for people, and no phrase. */
  public Optional<String> meaning() {
    return CronReader.meaning(expression);
  }

  @Override
  public Optional<String> cron() {
    return Optional.of(expression);
  }

  @Override
  public String text() {
    return "cron " + expression;
  }
}
