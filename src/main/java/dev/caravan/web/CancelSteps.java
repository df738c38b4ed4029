package dev.caravan.web;

import static dev.caravan.web.AnswerSteps.answer;

import dev.caravan.agent.Agents;
import dev.caravan.delivery.Cancellations;
import dev.caravan.message.Form;
import dev.caravan.message.Status;
import dev.caravan.message.Word;
import dev.caravan.web.AnswerSteps.Answer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.apache.camel.Exchange;

/** {@code POST …/proactive/cancel}: ends many messages that wait. */
public final class CancelSteps {
  private static final List<String> NAMES =
      List.of(
          "agent_id",
          "recipient_id",
          "platform",
          "connection",
          "correlation_id",
          "label",
          "status",
          "older_than");

  private final Agents agents;
  private final Cancellations cancellations;
  private final InstantSource clock;

  public CancelSteps(Agents agents, Cancellations cancellations, InstantSource clock) {
    this.agents = agents;
    this.cancellations = cancellations;
    this.clock = clock;
  }

  /** Where messages wait. */
  private enum Waiting implements Word {
    PENDING,
    APPROVED
  }

  /** What became of them; those that were neither cancelled nor rehearsed were being sent. */
  public record CancelledJson(
      boolean dryRun, int matched, int cancelled, int beingSent, boolean more) {}

  /** Cancels what matches, or says how many would be. */
  public void cancel(Exchange exchange) {
    answer(
        exchange,
        request -> {
          Form form = request.form();
          Cancellations.Filter filter = filter(request, form);
          String reason = form.need("reason", 2_000, "The campaign was called off.");
          boolean dryRun = form.flag("dry_run", false);
          if (NAMES.stream().noneMatch(form::has)) {
            LetterFilter.needed(form, NAMES);
          }
          form.done();
          Cancellations.Report report =
              dryRun
                  ? cancellations.rehearse(filter)
                  : cancellations.cancel(
                      filter, new Cancellations.Order(request.principal().name(), reason));
          return Answer.ok(
              new CancelledJson(
                  dryRun,
                  report.matched(),
                  report.cancelled(),
                  dryRun ? 0 : report.matched() - report.cancelled(),
                  report.more()));
        });
  }

  private Cancellations.Filter filter(Request request, Form form) {
    Duration age = form.duration("older_than");
    return new Cancellations.Filter(
        MessagingSteps.who(agents, request, form),
        form.has("status")
            ? Status.valueOf(form.word("status", Waiting.class, Waiting.APPROVED).name())
            : null,
        MessagingSteps.label(form),
        age == null ? null : clock.instant().minus(age));
  }
}
