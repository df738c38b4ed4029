package dev.caravan.schedule.rule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** Due as a cron expression says. */
public record Cron(String expression) implements Rule, LocalTicks {

  /**
   * The rule of an expression with five fields, with six (seconds first), or {@code @daily} and
   * kin.
   *
   * @throws dev.caravan.message.Refused if it is none, or never due
   */
  public static Cron of(String expression) {
    return new Cron(expression);
  }

  @Override
  public Optional<Instant> next(Instant after, ZoneId zone) {
    return WallClock.next(after, zone, this, true);
  }

  @Override
  public Optional<LocalDateTime> after(LocalDateTime cursor) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String words() {
    return "cron " + expression;
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
