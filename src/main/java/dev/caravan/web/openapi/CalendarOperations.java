package dev.caravan.web.openapi;

import static dev.caravan.web.openapi.Field.may;
import static dev.caravan.web.openapi.Field.need;
import static dev.caravan.web.openapi.RecordSchema.note;
import static dev.caravan.web.openapi.Schema.list;
import static dev.caravan.web.openapi.Schema.ref;
import static dev.caravan.web.openapi.Schema.text;
import static dev.caravan.web.openapi.Schema.word;
import static dev.caravan.web.openapi.Schema.words;
import static dev.caravan.web.openapi.SharedSchemas.id;
import static dev.caravan.web.openapi.SharedSchemas.past;

import dev.caravan.schedule.Calendar;
import dev.caravan.schedule.Window;
import dev.caravan.web.CalendarJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /api/v1/calendars}. */
final class CalendarOperations {
  private static final List<String> WEEKDAYS =
      List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  static final Tag TAG =
      new Tag(
          "Calendars",
          "When schedules may fire: holidays by date, hours by weekday.",
          schemas(),
          List.of(
              named(
                      "put-calendar",
                      "Makes the calendar of a name or replaces it whole; so calendars can live in git. Every schedule that obeys it has its next instant anew.")
                  .body(
                      "NewCalendar",
                      Map.of(
                          "windows", List.of(Map.of("type", "exclude", "dates", List.of("12-25")))))
                  .answer(200, "It is replaced.", "Calendar")
                  .answer(201, "It is made.", "Calendar"),
              named("delete-calendar", "Takes a calendar away.")
                  .answer(200, "It is gone; this is what it was.", "Calendar")
                  .refuses(404, "There is no such calendar; the nearest name is told.")
                  .refuses(409, "A schedule obeys it; the message names one."),
              Operation.of("list-calendars", "All calendars, in the order of their names.")
                  .query(SharedSchemas.paging(text(128)))
                  .answer(200, "A page of them.", "CalendarPage"),
              named("get-calendar", "One calendar.")
                  .answer(200, "The calendar.", "Calendar")
                  .refuses(404, "There is no such calendar; the nearest name is told.")));

  private CalendarOperations() {}

  private static Operation named(String id, String about) {
    return Operation.of(id, about)
        .path("name", text(128).example("business-hours"), "The calendar's name.");
  }

  private static Map<String, Schema> schemas() {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    schemas.put(
        "NewCalendar",
        Schema.object(
            need(
                "windows",
                list(ref("NewCalendarWindow")).most(100),
                "Where it includes anything, nothing else is free; what it excludes never is."),
            may(
                "action",
                word(Calendar.Action.class).usual("skip"),
                "What becomes of a firing that is not free: there is none, or it moves to the next free moment."),
            may(
                "timezone",
                text(64).example("Europe/Berlin"),
                "Where its hours are; left out: where the schedule's are."),
            may(
                "name",
                text(128).example("business-hours"),
                "May be left out; the path says it.")));
    schemas.put("NewCalendarWindow", window());
    schemas.put("CalendarWindow", shownWindow());
    schemas.put(
        "Calendar",
        RecordSchema.of(
            CalendarJson.class,
            need("id", id(), "Its id; the trail names it by this."),
            note("name", "Its name.", "business-hours"),
            need("windows", list(ref("CalendarWindow")), "What it includes and excludes."),
            need(
                "action",
                word(Calendar.Action.class),
                "What becomes of a firing that is not free."),
            note("timezone", "Where its hours are; null: where the schedule's are."),
            need("created_at", past(), "When it was made."),
            need("updated_at", past(), "When it was last put.")));
    schemas.put("CalendarPage", SharedSchemas.page("Calendar"));
    return schemas;
  }

  private static Schema window() {
    return Schema.object(
        may("type", word(Window.Type.class).usual("exclude"), "What it does to what it covers."),
        may(
            "dates",
            list(text().example("12-25")).most(500),
            "2026-12-25, 12-25 of every year, or 2026-12-24/2027-01-01."),
        may("weekdays", list(words(WEEKDAYS)).most(7), "Which days; left out: all."),
        may("from", text(8).example("09:00"), "Its first moment; left out: the day's begin."),
        may(
            "to",
            text(8).example("17:00"),
            "Its end, itself outside; left out: the day's end; before `from`: on the next day."));
  }

  private static Schema shownWindow() {
    return RecordSchema.of(
        CalendarJson.WindowJson.class,
        need("type", word(Window.Type.class).example("exclude"), "What it does to what it covers."),
        need("dates", list(text().example("12-25")), "Its dates; empty: any."),
        need("weekdays", list(words(WEEKDAYS)).example(List.of()), "Its weekdays; empty: any."),
        note("from", "Its first moment; null: the day's begin."),
        note("to", "Its end; null: the day's end."));
  }
}
