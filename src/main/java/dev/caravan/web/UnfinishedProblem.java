package dev.caravan.web;

import dev.caravan.governance.Revised.Unfinished;
import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.web.AnswerSteps.Answer;
import java.time.Duration;
import java.util.Map;

/** Why a change of a sent message stopped short, and what its caller can do about that. */
final class UnfinishedProblem {
  private static final String GO_ON = " Make the same call again; it goes on where it stopped.";

  private UnfinishedProblem() {}

  static Answer of(Unfinished unfinished, String requestId) {
    Outcome outcome = unfinished.outcome();
    String far = " It took %d of %d changes.".formatted(unfinished.done(), unfinished.of());
    if (outcome instanceof Outcome.Limited limited) {
      String why =
          "The platform asked for silence, or the connection's limits are used up." + far + GO_ON;
      return later(Problem.of(503, "platform_limited", why), limited.after(), requestId);
    }
    if (outcome instanceof Outcome.Retry retry) {
      String why = sentence("The platform could not do it", retry.detail()) + far + GO_ON;
      Duration after = retry.after();
      return later(
          Problem.of(503, "platform_unavailable", why),
          after == null ? Duration.ofSeconds(Problem.RETRY_SECONDS) : after,
          requestId);
    }
    if (outcome instanceof Outcome.Unknown unknown) {
      String why = sentence("Whether the platform did it is not known", unknown.detail()) + far;
      return answer(
          Problem.of(
              502,
              "unknown_outcome",
              why + " Look there, or make the same call again: a second one changes nothing."),
          Map.of(),
          requestId);
    }
    return answer(refused(outcome, far), Map.of(), requestId);
  }

  private static Problem refused(Outcome outcome, String far) {
    if (!(outcome instanceof Outcome.Rejected rejected)) {
      throw new IllegalStateException("Delivery follows what has moved; this is " + outcome);
    }
    int status = rejected.reason() == Reason.CONTENT_REFUSED ? 422 : 409;
    String why = sentence("The platform refused it", rejected.detail()) + far;
    return Problem.of(status, "platform_refused", why);
  }

  private static String sentence(String begin, String detail) {
    return begin + ": " + detail + (detail.endsWith(".") ? "" : ".");
  }

  private static Answer later(Problem problem, Duration after, String requestId) {
    // Rounded up: who comes back a moment too early is turned away again.
    long seconds = Math.max(1, after.plusMillis(999).toSeconds());
    return answer(problem, Map.of("Retry-After", Long.toString(seconds)), requestId);
  }

  private static Answer answer(Problem problem, Map<String, String> headers, String requestId) {
    return new Answer(problem.status(), problem.shown(requestId), headers);
  }
}
