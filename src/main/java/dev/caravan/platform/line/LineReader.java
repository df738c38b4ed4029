package dev.caravan.platform.line;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.caravan.message.Outcome;
import dev.caravan.message.Outcome.Limited;
import dev.caravan.message.Outcome.Rejected;
import dev.caravan.message.Outcome.Scope;
import dev.caravan.message.Outcome.Sent;
import dev.caravan.message.Outcome.Unknown;
import dev.caravan.message.Reason;
import dev.caravan.message.Texts;
import dev.caravan.platform.Answer;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/** What an answer of a push means (developers.line.biz, status codes, error messages). */
final class LineReader {
  /** Its rates are counted by the second, and it names no time. */
  private static final Duration USUAL_SILENCE = Duration.ofSeconds(10);

  /** The month's quota is used up: it ends with the month, or when somebody buys more. */
  private static final Duration QUOTA_SILENCE = Duration.ofHours(1);

  private LineReader() {}

  static Outcome read(Answer answer) {
    JsonNode json = answer.json().orElse(MissingNode.getInstance());
    return switch (answer.status()) {
      // 409 says that an earlier try with this retry key was taken.
      case 200, 409 -> taken(answer, json);
      case 401, 403 -> new Rejected(Reason.CREDENTIAL_REFUSED, said(answer, json));
      case 429 -> limited(answer, json);
      default ->
          answer.status() >= 500
              ? new Unknown(
                  Reason.SERVER_ERROR,
                  "LINE answered %d, after which it may have delivered.".formatted(answer.status()))
              : refused(answer, json);
    };
  }

  /** What an answer of the bot's info means; sent, it names the bot. */
  static Outcome probed(Answer answer) {
    JsonNode json = answer.json().orElse(MissingNode.getInstance());
    String id = json.path("basicId").asText();
    return answer.status() == 200 && !id.isEmpty()
        ? new Sent(List.of(json.path("displayName").asText() + " (" + id + ")"))
        : read(answer);
  }

  private static Outcome taken(Answer answer, JsonNode json) {
    List<String> ids =
        StreamSupport.stream(json.path("sentMessages").spliterator(), false)
            .map(sent -> sent.path("id").asText())
            .filter(id -> !id.isEmpty())
            .toList();
    if (!ids.isEmpty()) {
      return new Sent(ids);
    }
    String earlier = answer.headers().getOrDefault("X-Line-Accepted-Request-Id", "");
    return answer.status() == 409 && !earlier.isEmpty()
        ? new Sent(List.of(earlier))
        : new Unknown(
            Reason.ANSWER_NOT_UNDERSTOOD,
            "LINE answered %d without naming a message.".formatted(answer.status()));
  }

  /** The whole channel: rates and quota are counted by it. */
  private static Outcome limited(Answer answer, JsonNode json) {
    boolean quota = json.path("message").asText().contains("monthly limit");
    Duration usual = quota ? QUOTA_SILENCE : USUAL_SILENCE;
    return new Limited(answer.retryAfter().orElse(usual), Scope.CONNECTION);
  }

  private static Outcome refused(Answer answer, JsonNode json) {
    return json.path("message").isTextual()
        ? new Rejected(LineErrors.reason(answer.status(), json), said(answer, json))
        : new Rejected(
            Reason.REQUEST_REFUSED,
            "HTTP %d is not an answer of LINE's API; see the connection's baseUrl, for example https://api.line.me."
                .formatted(answer.status()));
  }

  private static String said(Answer answer, JsonNode json) {
    String message = json.path("message").asText();
    JsonNode detail = json.path("details").path(0);
    String where =
        detail.isMissingNode()
            ? ""
            : " (%s: %s)"
                .formatted(
                    Texts.shown(detail.path("property").asText()),
                    Texts.shown(detail.path("message").asText()));
    String why = message.isEmpty() ? "." : ": " + Texts.shown(message) + where;
    return "LINE answered " + answer.status() + why;
  }
}
