package dev.caravan.platform.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.message.Deed;
import dev.caravan.message.Outcome;
import dev.caravan.message.Outcome.Limited;
import dev.caravan.message.Outcome.Rejected;
import dev.caravan.message.Outcome.Retry;
import dev.caravan.message.Outcome.Scope;
import dev.caravan.message.Outcome.Sent;
import dev.caravan.message.Outcome.Unknown;
import dev.caravan.message.Reason;
import dev.caravan.message.Texts;
import dev.caravan.platform.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What an answer of chat.postMessage, chat.update or chat.delete means.
 *
 * <p>Slack says nearly everything with 200 and {@code ok} (docs.slack.dev, web API responses).
 */
final class SlackReader {
  /** What Slack's own examples of Retry-After show; for an answer that names none. */
  private static final Duration USUAL_SILENCE = Duration.ofSeconds(30);

  private static final Set<String> LIMITED = Set.of("ratelimited", "rate_limited");

  /** "It's possible some aspect of the operation succeeded before the error was raised." */
  private static final Set<String> AMBIGUOUS = Set.of("fatal_error", "internal_error");

  private SlackReader() {}

  static Outcome read(Deed deed, Answer answer) {
    JsonNode json = answer.json().orElse(null);
    String error = json == null ? "" : json.path("error").asText();
    if (answer.status() == 429 || LIMITED.contains(error)) {
      return limited(answer);
    }
    if (answer.status() == 503 || error.equals("service_unavailable")) {
      return new Retry(
          Reason.SERVER_ERROR,
          "Slack was not available and took nothing.",
          answer.retryAfter().orElse(null));
    }
    if (answer.status() >= 500) {
      return new Unknown(Reason.SERVER_ERROR, "Slack answered " + answer.status() + ".");
    }
    if (deed instanceof Deed.Recall recall && error.equals("message_not_found")) {
      return new Sent(List.of(recall.platformId()));
    }
    if (json != null && json.path("ok").isBoolean()) {
      return json.path("ok").asBoolean() ? sent(answer, json) : refused(error);
    }
    if (answer.status() >= 300) {
      return new Rejected(
          Reason.REQUEST_REFUSED,
          "HTTP %d is not an answer of Slack's API; see the connection's baseUrl, for example https://slack.com."
              .formatted(answer.status()));
    }
    return notUnderstood(answer);
  }

  /** What an answer of auth.test means; sent, it names the bot. */
  static Outcome probed(Answer answer) {
    JsonNode json = answer.json().orElse(null);
    if (json != null && json.path("ok").asBoolean()) {
      return new Sent(List.of(json.path("user").asText() + " in " + json.path("team").asText()));
    }
    return read(new Deed.Post(), answer);
  }

  /**
   * The whole connection falls silent: Slack does not say whether the channel or the workspace was
   * meant, the hub keeps to one a second and channel by itself, and posting on into a workspace's
   * limit is what costs an app its access.
   */
  private static Outcome limited(Answer answer) {
    return new Limited(answer.retryAfter().orElse(USUAL_SILENCE), Scope.CONNECTION);
  }

  private static Outcome sent(Answer answer, JsonNode json) {
    String ts = json.path("ts").asText();
    String channel = json.path("channel").asText();
    // An edit needs both: chat.update finds a message by its channel and its ts.
    return ts.isEmpty() || channel.isEmpty()
        ? notUnderstood(answer)
        : new Sent(List.of(channel + "/" + ts));
  }

  private static Outcome refused(String error) {
    if (AMBIGUOUS.contains(error)) {
      return new Unknown(
          Reason.SERVER_ERROR, "Slack answered " + error + ", after which it may have posted.");
    }
    return new Rejected(
        SlackErrors.reason(error), "Slack refused: " + Texts.shown(error.isEmpty() ? "?" : error));
  }

  private static Outcome notUnderstood(Answer answer) {
    return new Unknown(
        Reason.ANSWER_NOT_UNDERSTOOD,
        "Slack answered %d without saying what became of the message.".formatted(answer.status()));
  }
}
