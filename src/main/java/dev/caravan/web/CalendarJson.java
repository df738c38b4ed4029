package dev.caravan.web;

import dev.caravan.schedule.Calendar;
import dev.caravan.schedule.Days;
import dev.caravan.schedule.Window;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A calendar as the API shows it. */
public record CalendarJson(
    String id,
    String name,
    List<WindowJson> windows,
    String action,
    @Nullable String timezone,
    Instant createdAt,
    Instant updatedAt) {

  /** Some days, and the hours of them. */
  public record WindowJson(
      String type,
      List<String> dates,
      List<String> weekdays,
      @Nullable String from,
      @Nullable String to) {
    static WindowJson of(Window window) {
      return new WindowJson(
          window.type().word(),
          window.dates().stream().map(Days::text).toList(),
          window.weekdays().stream().sorted().map(WindowJson::word).toList(),
          text(window.from()),
          text(window.to()));
    }

    private static String word(DayOfWeek day) {
      return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    private static @Nullable String text(@Nullable LocalTime time) {
      return time == null ? null : time.toString();
    }
  }

  static CalendarJson of(Calendar calendar) {
    return new CalendarJson(
        calendar.id().toString(),
        calendar.name(),
        calendar.windows().stream().map(WindowJson::of).toList(),
        calendar.action().word(),
        calendar.zone() == null ? null : calendar.zone().getId(),
        calendar.life().createdAt(),
        calendar.life().updatedAt());
  }
}
