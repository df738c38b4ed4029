package dev.caravan.web;

import dev.caravan.message.Form;
import dev.caravan.message.Texts;
import dev.caravan.schedule.Calendar;
import dev.caravan.schedule.Calendars;
import dev.caravan.schedule.Days;
import dev.caravan.schedule.Window;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a calendar: windows of days and hours, included or excluded. */
final class CalendarForm {
  private static final int MOST_WINDOWS = 100;
  private static final int MOST_DATES = 500;

  private CalendarForm() {}

  /** What the calendar of this name is to be; throws with every fault. */
  static Calendars.Wish read(String name, Map<?, ?> body) {
    Form form = new Form(body);
    AgentForm.checkName(form, "name", name);
    String written = form.text("name", AgentForm.LONGEST_NAME);
    if (written != null && !written.equals(name)) {
      form.fault(
          "name",
          "contradiction",
          "'name' is '%s', but the path says '%s'; leave it out."
              .formatted(Texts.shown(written), name));
    }
    List<Window> windows = new ArrayList<>();
    for (Form one : form.forms("windows", MOST_WINDOWS)) {
      windows.add(window(one));
      one.refuseUnknown();
    }
    if (windows.isEmpty() && !form.has("windows")) {
      form.fault(
          "windows",
          "required",
          "'windows' is required, for example [{\"type\": \"exclude\", \"dates\": [\"12-25\"]}].");
    }
    Calendar.Action action = form.word("action", Calendar.Action.class, Calendar.Action.SKIP);
    ZoneId zone = form.zone("timezone");
    form.done();
    return new Calendars.Wish(name, windows, action, zone);
  }

  private static Window window(Form form) {
    Window window =
        new Window(
            form.word("type", Window.Type.class, Window.Type.EXCLUDE),
            dates(form),
            weekdays(form),
            time(form, "from"),
            time(form, "to"));
    if (!form.has("dates") && !form.has("weekdays") && !form.has("from") && !form.has("to")) {
      form.fault(
          "dates",
          "required",
          "A window needs 'dates', 'weekdays', or 'from' and 'to', for example \"dates\": [\"12-25\"].");
    }
    return window;
  }

  private static List<Days> dates(Form form) {
    List<Days> dates = new ArrayList<>();
    for (String text : form.texts("dates", MOST_DATES, 32)) {
      Optional<Days> days = Days.parse(text);
      if (days.isEmpty()) {
        form.fault(
            "dates",
            "not_a_date",
            "'%s' is no date; write 2026-12-25, 12-25 for every year, or 2026-12-24/2027-01-01."
                .formatted(Texts.shown(text)));
      }
      days.ifPresent(dates::add);
    }
    return dates;
  }

  private static Set<DayOfWeek> weekdays(Form form) {
    Set<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);
    for (String text : form.texts("weekdays", 7, 16)) {
      Optional<DayOfWeek> day =
          Arrays.stream(DayOfWeek.values())
              .filter(d -> named(d, text.toLowerCase(Locale.ROOT)))
              .findFirst();
      if (day.isEmpty()) {
        form.fault(
            "weekdays",
            "unknown_value",
            "'%s' is no weekday; write some of mon, tue, wed, thu, fri, sat, sun."
                .formatted(Texts.shown(text)));
      }
      day.ifPresent(weekdays::add);
    }
    return weekdays;
  }

  private static boolean named(DayOfWeek day, String text) {
    String name = day.name().toLowerCase(Locale.ROOT);
    return name.equals(text) || name.substring(0, 3).equals(text);
  }

  private static @Nullable LocalTime time(Form form, String name) {
    String text = form.text(name, 8);
    if (text == null) {
      return null;
    }
    try {
      return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
    } catch (DateTimeException e) {
      form.fault(
          name,
          "not_a_time",
          "'%s' is '%s'; write hours and minutes, for example 09:00."
              .formatted(name, Texts.shown(text)));
      return null;
    }
  }
}
