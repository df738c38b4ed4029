package dev.caravan.schedule;

import dev.caravan.message.Word;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * When schedules may fire. Where it includes anything, nothing else is free; what it excludes never
 * is.
 *
 * @param zone where its hours are; null: where the schedule's are
 */
public record Calendar(
    UUID id, String name, List<Window> windows, Action action, @Nullable ZoneId zone, Life life) {

  /** What is looked through for a free moment: every leap day is met within it. */
  private static final int DAYS = 9 * 366;

  public Calendar {
    windows = List.copyOf(windows);
  }

  /** When it was made and last put. */
  public record Life(Instant createdAt, Instant updatedAt) {}

  /** What becomes of a firing that is not free. */
  public enum Action implements Word {
    /** There is none. */
    SKIP,
    /** It is at the next free moment. */
    MOVE
  }

  /** The first free moment from {@code at} on; empty where none comes within nine years. */
  public Optional<Instant> free(Instant at, ZoneId otherwise) {
    ZoneId there = zone == null ? otherwise : zone;
    if (isFree(at.atZone(there).toLocalDateTime())) {
      return Optional.of(at);
    }
    TreeSet<LocalTime> edges = new TreeSet<>(List.of(LocalTime.MIDNIGHT));
    windows.forEach(w -> edges.addAll(w.edges()));
    LocalDate day = at.atZone(there).toLocalDate();
    for (int i = 0; i < DAYS; i++) {
      for (LocalTime edge : edges) {
        // In a gap of the clocks, the first moment after it.
        ZonedDateTime moment = ZonedDateTime.of(day.plusDays(i), edge, there);
        if (moment.toInstant().isAfter(at) && isFree(moment.toLocalDateTime())) {
          return Optional.of(moment.toInstant());
        }
      }
    }
    return Optional.empty();
  }

  private boolean isFree(LocalDateTime at) {
    boolean included = true;
    boolean asked = false;
    boolean found = false;
    for (Window window : windows) {
      boolean covers = window.covers(at);
      if (window.type() == Window.Type.EXCLUDE) {
        included &= !covers;
      } else {
        asked = true;
        found |= covers;
      }
    }
    return included && (!asked || found);
  }
}
