package dev.caravan.schedule.rule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * Where the times on the wall's clock fall on the line of instants (docs/decisions/0025).
 *
 * <p>Walks from one change of the zone's offset to the next, for between two of them an instant has
 * one local time and a local time one instant.
 */
final class WallClock {
  private WallClock() {}

  /**
   * The first due instant strictly after {@code after}.
   *
   * @param repeated whether a local time that exists twice is due both times
   */
  static Optional<Instant> next(Instant after, ZoneId zone, LocalTicks ticks, boolean repeated) {
    ZoneRules rules = zone.getRules();
    Instant from = after;
    ZoneOffset offset = rules.getOffset(from);
    Optional<LocalDateTime> tick = ticks.after(cursor(rules, after, offset, repeated));
    while (tick.isPresent()) {
      LocalDateTime local = tick.get();
      ZoneOffsetTransition change = rules.nextTransition(from);
      if (change == null || local.isBefore(change.getDateTimeBefore())) {
        return Optional.of(local.toInstant(offset));
      }
      from = change.getInstant();
      offset = change.getOffsetAfter();
      if (change.isOverlap() && repeated) {
        tick = ticks.after(change.getDateTimeAfter().minusSeconds(1));
      } else if (change.isGap()) {
        tick = behind(change, local, ticks, repeated);
      }
    }
    return Optional.empty();
  }

  /** The local time after which to look: the second pass of an overlap has no fixed times. */
  private static LocalDateTime cursor(
      ZoneRules rules, Instant after, ZoneOffset offset, boolean repeated) {
    LocalDateTime cursor = LocalDateTime.ofInstant(after, offset);
    ZoneOffsetTransition change = repeated ? null : rules.getTransition(cursor);
    return change != null && change.isOverlap() && offset.equals(change.getOffsetAfter())
        ? change.getDateTimeBefore().minusSeconds(1)
        : cursor;
  }

  /**
   * The first time behind a gap: where one stood in the gap, the gap's end.
   *
   * <p>A tick is let go if the next hour repeats it: what runs at a quarter past each hour has lost
   * the hour, not a run.
   */
  private static Optional<LocalDateTime> behind(
      ZoneOffsetTransition gap, LocalDateTime first, LocalTicks ticks, boolean repeated) {
    LocalDateTime end = gap.getDateTimeAfter();
    Optional<LocalDateTime> tick = Optional.of(first);
    while (tick.isPresent() && tick.get().isBefore(end)) {
      if (!repeated || ticks.has(end) || !ticks.has(tick.get().plus(gap.getDuration()))) {
        return Optional.of(end);
      }
      tick = ticks.after(tick.get());
    }
    return tick;
  }
}
