package dev.caravan.web;

import static dev.caravan.web.AnswerSteps.answer;

import dev.caravan.agent.Agents;
import dev.caravan.message.Form;
import dev.caravan.message.Refused;
import dev.caravan.schedule.Clockwork;
import dev.caravan.schedule.Course;
import dev.caravan.schedule.HistoryTable;
import dev.caravan.schedule.HistoryTable.Told;
import dev.caravan.schedule.Run;
import dev.caravan.schedule.Schedule;
import dev.caravan.schedule.Schedules;
import dev.caravan.schedule.Voice;
import dev.caravan.schedule.phrase.Phrases;
import dev.caravan.schedule.phrase.Understanding;
import dev.caravan.schedule.rule.Once;
import dev.caravan.web.AnswerSteps.Answer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** What came of schedules, and what would come of a phrase. */
public final class FiringSteps {
  private final Agents agents;
  private final Schedules schedules;
  private final Clockwork clockwork;
  private final HistoryTable history;
  private final InstantSource clock;

  public FiringSteps(
      Agents agents,
      Schedules schedules,
      Clockwork clockwork,
      HistoryTable history,
      InstantSource clock) {
    this.agents = agents;
    this.schedules = schedules;
    this.clockwork = clockwork;
    this.history = history;
    this.clock = clock;
  }

  /** The firings, newest first. */
  public void history(Exchange exchange) {
    answer(
        exchange,
        request -> {
          Form query = request.query();
          String result = query.text("result", 16);
          HistoryTable.Filter filter =
              new HistoryTable.Filter(
                  Pages.id(query, "schedule_id"),
                  ScheduleSteps.agent(agents, request, query),
                  result == null ? null : query.word("result", Run.Result.class, Run.Result.QUEUED),
                  query.instant("from"),
                  query.instant("to"),
                  new HistoryTable.Edge(cursor(query), Pages.limit(query)));
          query.done();
          List<Told> page = history.newest(filter);
          return Answer.ok(
              AnswerSteps.page(
                  page.stream().map(FiringJson::of).toList(),
                  page.size() < filter.edge().limit() ? null : cursor(page.get(page.size() - 1))));
        });
  }

  private static String cursor(Told last) {
    return last.run().key().fireAt() + "_" + last.run().key().schedule();
  }

  private static Run.@Nullable Key cursor(Form query) {
    String text = query.text("cursor", 80);
    if (text == null) {
      return null;
    }
    try {
      int between = text.indexOf('_');
      return new Run.Key(
          UUID.fromString(text.substring(between + 1)),
          Instant.parse(text.substring(0, Math.max(0, between))));
    } catch (DateTimeException | IllegalArgumentException e) {
      query.fault(
          "cursor",
          "not_a_cursor",
          "'cursor' is '" + text + "'; write the 'next' of the page before.");
      return null;
    }
  }

  /** Fires a schedule now, beside its times. */
  public void run(Exchange exchange) {
    answer(
        exchange,
        request -> {
          Schedule schedule = ScheduleSteps.own(schedules, request);
          Clockwork.Fired fired = clockwork.now(schedule.id(), request.principal().name());
          if (fired.said() instanceof Voice.Said.Denied denied) {
            return SubmissionSteps.denied(denied.denied(), request.id());
          }
          Told told = history.one(fired.key());
          return new Answer(
              "pending".equals(told.messageStatus()) ? 202 : 201, FiringJson.of(told));
        });
  }

  /** Looks for due schedules now; the hub does so by itself anyway. */
  public void executeDue(Exchange exchange) {
    answer(exchange, request -> Answer.ok(clockwork.look()));
  }

  /** Says what a phrase means, and makes nothing of it. */
  public void parse(Exchange exchange) {
    answer(
        exchange,
        request -> {
          Form form = request.form();
          String phrase = form.need("schedule", TimingForm.LONGEST_PHRASE, "every weekday at 9am");
          ZoneId asked = form.zone("timezone");
          form.done();
          ZoneId zone = asked == null ? ZoneId.of("UTC") : asked;
          Instant now = clock.instant();
          Understanding understanding = Phrases.understand(phrase, zone, now);
          if (understanding instanceof Understanding.NotUnderstood not) {
            throw new Refused(Refused.Kind.INVALID, List.of(TimingForm.fault("schedule", not)));
          }
          Understanding.Understood understood = (Understanding.Understood) understanding;
          if (asked != null && !asked.equals(understood.zone())) {
            throw new Refused(
                Refused.Kind.INVALID,
                "timezone",
                "contradiction",
                "'timezone' and the phrase both say the zone; leave 'timezone' out.");
          }
          return Answer.ok(parsed(understood, now));
        });
  }

  private static ParsedJson parsed(Understanding.Understood u, Instant now) {
    Integer most = u.bounds().maxRuns();
    List<Instant> next =
        new Course(u.rule(), u.zone(), u.bounds(), null)
            .first(now, most == null ? 5 : Math.min(5, most));
    return new ParsedJson(
        u.rule() instanceof Once ? "one_time" : "recurring",
        u.rule().cron().orElse(null),
        u.rule() instanceof Once once ? once.at() : null,
        u.zone().getId(),
        u.bounds().start(),
        u.bounds().end(),
        most,
        u.sentence(),
        ScheduleJson.NextRunJson.of(next, u.zone()));
  }

  /** What a phrase means. */
  public record ParsedJson(
      String scheduleType,
      @Nullable String cronExpression,
      @Nullable Instant scheduledFor,
      String timezone,
      @Nullable Instant startDate,
      @Nullable Instant endDate,
      @Nullable Integer maxRuns,
      String understood,
      List<ScheduleJson.NextRunJson> nextRuns) {}
}
