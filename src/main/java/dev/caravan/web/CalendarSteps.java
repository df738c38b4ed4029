package dev.caravan.web;

import static dev.caravan.web.AnswerSteps.answer;

import dev.caravan.message.Form;
import dev.caravan.schedule.Calendar;
import dev.caravan.schedule.Calendars;
import dev.caravan.web.AnswerSteps.Answer;
import java.util.List;
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
        request -> {
          Form query = request.query();
          int limit = Pages.limit(query);
          String after = query.text("cursor", AgentForm.LONGEST_NAME);
          query.done();
          List<Calendar> page = calendars.page(after, limit);
          Object next = page.size() < limit ? null : page.get(page.size() - 1).name();
          return Answer.ok(AnswerSteps.page(page.stream().map(CalendarJson::of).toList(), next));
        });
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
