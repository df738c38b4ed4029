package dev.caravan.web;

import static dev.caravan.web.AnswerSteps.answer;

import dev.caravan.schedule.Calendar;
import dev.caravan.schedule.Calendars;
import dev.caravan.web.AnswerSteps.Answer;
import org.apache.camel.Exchange;

/** {@code /api/v1/calendars}: when schedules may fire. */
public final class CalendarSteps {
  private final Calendars calendars;

  public CalendarSteps(Calendars calendars) {
    this.calendars = calendars;
  }

  /** Makes or replaces the calendar of a name, so that calendars can live in git. */
  public void put(Exchange exchange) {
    answer(
        exchange,
        request -> {
          Calendars.Put put =
              calendars.put(
                  CalendarForm.read(request.path("name"), request.body()),
                  request.principal().name());
          return new Answer(put.made() ? 201 : 200, CalendarJson.of(put.calendar()));
        });
  }

  /** All calendars, in the order of their names. */
  public void list(Exchange exchange) {
    answer(
        exchange,
        request ->
            new Pages.Named<>(AgentForm.LONGEST_NAME, calendars::page)
                .answer(request.query(), Calendar::name, CalendarJson::of));
  }

  /** One calendar. */
  public void get(Exchange exchange) {
    answer(exchange, request -> Answer.ok(CalendarJson.of(calendars.need(request.path("name")))));
  }

  /** Takes a calendar away. */
  public void delete(Exchange exchange) {
    answer(
        exchange,
        request ->
            Answer.ok(
                CalendarJson.of(
                    calendars.delete(request.path("name"), request.principal().name()))));
  }
}
