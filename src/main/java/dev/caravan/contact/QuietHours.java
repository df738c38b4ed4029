package dev.caravan.contact;

import dev.caravan.message.Word;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When a recipient wants peace.
 *
 * @param to of the next day where it is not after {@code from}
 * @param days on which it begins
 */
public record QuietHours(LocalTime from, LocalTime to, Set<Weekday> days, Action action) {

  /** One after another, whole weeks of them: whoever wants peace for longer opts out. */
  private static final int CHAINED = 8;

  public QuietHours {
    days = Set.copyOf(days);
  }

  /** On every day. */
  public QuietHours(LocalTime from, LocalTime to, Action action) {
    this(from, to, EnumSet.allOf(Weekday.class), action);
  }

  /** What becomes of a message meanwhile. */
  public enum Action implements Word {
    HOLD,
    DROP,
    NEXT_ADDRESS
  }

  /** Whether they never end. */
  public boolean endless() {
    return from.equals(to) && days.size() == Weekday.values().length;
  }

  /** When they end for good if it is quiet at {@code at}; empty where it is not. */
  public Optional<Instant> until(Instant at, ZoneId zone) {
    Instant end = at;
    for (int i = 0; i < CHAINED; i++) {
      Optional<Instant> next = ending(end, zone);
      if (next.isEmpty()) {
        break;
      }
      end = next.get();
    }
    return end.equals(at) ? Optional.empty() : Optional.of(end);
  }

  private Optional<Instant> ending(Instant at, ZoneId zone) {
    LocalDate today = LocalDate.ofInstant(at, zone);
    for (LocalDate day : List.of(today.minusDays(1), today)) {
      if (days.contains(Weekday.of(day.getDayOfWeek()))) {
        boolean overnight = !to.isAfter(from);
        Instant start = instant(day.atTime(from), zone, true);
        Instant end = instant((overnight ? day.plusDays(1) : day).atTime(to), zone, false);
        if (!at.isBefore(start) && at.isBefore(end)) {
          return Optional.of(end);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * What a clock on the wall shows: a time that it leaps over is the leap; of a time that it shows
   * twice, peace begins at the first and ends at the second.
   */
  private static Instant instant(LocalDateTime wall, ZoneId zone, boolean start) {
    ZoneOffsetTransition leap = zone.getRules().getTransition(wall);
    if (leap != null && leap.isGap()) {
      return leap.getInstant();
    }
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(wall);
    return wall.toInstant(offsets.get(start ? 0 : offsets.size() - 1));
  }

  /** On these days alone. */
  public static Set<Weekday> days(Collection<Weekday> days) {
    return days.isEmpty() ? EnumSet.allOf(Weekday.class) : EnumSet.copyOf(days);
  }
}
