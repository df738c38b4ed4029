package dev.caravan.schedule.rule;

import dev.caravan.schedule.words.Words;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/** Due at one instant. */
public record Once(Instant at) implements Rule {

  /** At a local time: the first of two such instants, or the end of the gap that swallowed it. */
  public static Once of(LocalDateTime local, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    return new Once(
        change != null && change.isGap()
            ? change.getInstant()
            : ZonedDateTime.of(local, zone).toInstant());
  }

  @Override
  public Optional<Instant> next(Instant after, ZoneId zone) {
    return Optional.of(at).filter(a -> a.isAfter(after));
  }

  /** In UTC, for a rule knows no zone. */
  @Override
  public String words() {
    return words(ZoneOffset.UTC) + " UTC";
  }

  /** In a zone, without naming it. */
  public String words(ZoneId zone) {
    ZonedDateTime local = at.atZone(zone);
    return Words.say(
        "once", Describe.date(local.toLocalDate()), Describe.time(local.toLocalTime()));
  }

  @Override
  public String text() {
    return "once " + at;
  }
}
