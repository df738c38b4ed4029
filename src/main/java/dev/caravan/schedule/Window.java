package dev.caravan.schedule;

import dev.caravan.message.Word;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Some days, and the hours of them, that a calendar includes or excludes.
 *
 * @param dates empty for any; see {@link Days}
 * @param weekdays empty for any
 * @param from the first of its hours; null for the day's begin
 * @param to the end of them, itself outside; null for the day's end; at or before {@code from} it
 *     is on the next day
 */
public record Window(
    Type type,
    List<Days> dates,
    Set<DayOfWeek> weekdays,
    @Nullable LocalTime from,
    @Nullable LocalTime to) {
  public Window {
    dates = List.copyOf(dates);
    weekdays = Set.copyOf(weekdays);
  }

  /** What it does to what it covers. */
  public enum Type implements Word {
    INCLUDE,
    EXCLUDE
  }

  /** Whether it covers a local time. */
  boolean covers(LocalDateTime at) {
    LocalTime time = at.toLocalTime();
    LocalTime begin = from == null ? LocalTime.MIDNIGHT : from;
    boolean begun = !time.isBefore(begin);
    if (to == null || to.equals(LocalTime.MIDNIGHT)) {
      return begun && on(at.toLocalDate());
    }
    if (to.isAfter(begin)) {
      return begun && time.isBefore(to) && on(at.toLocalDate());
    }
    return (begun && on(at.toLocalDate()))
        || (time.isBefore(to) && on(at.toLocalDate().minusDays(1)));
  }

  private boolean on(LocalDate day) {
    return (weekdays.isEmpty() || weekdays.contains(day.getDayOfWeek()))
        && (dates.isEmpty() || dates.stream().anyMatch(d -> d.has(day)));
  }

  /** The times of a day at which it may begin or end. */
  List<LocalTime> edges() {
    List<LocalTime> edges = new ArrayList<>();
    if (from != null) {
      edges.add(from);
    }
    if (to != null) {
      edges.add(to);
    }
    return edges;
  }
}
