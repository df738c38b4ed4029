package dev.caravan.platform;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.message.Outcome;
import dev.caravan.message.Outcome.Limited;
import dev.caravan.message.Outcome.Rejected;
import dev.caravan.message.Outcome.Retry;
import dev.caravan.message.Outcome.Scope;
import dev.caravan.message.Outcome.Sent;
import dev.caravan.message.Outcome.Unknown;
import dev.caravan.message.Reason;
import java.time.Duration;
import java.util.List;

/** What an answer means by HTTP's own rules (RFC 9110 §15), where nobody has said better. */
final class StatusOutcome {
  private static final Duration USUAL_SILENCE = Duration.ofSeconds(30);

  private StatusOutcome() {}

  /**
   * The outcome.
   *
   * @param id where the platform's id of the message stands in the answer's JSON
   */
  static Outcome of(Answer answer, JsonPointer id) {
    String said = "It answered " + answer.status() + ".";
    return switch (answer.status()) {
      case 200, 201 -> sent(answer, id);
      case 401, 403 -> new Rejected(Reason.CREDENTIAL_REFUSED, said);
      case 404, 410 -> new Rejected(Reason.RECIPIENT_UNKNOWN, said);
      case 400, 413, 422 -> new Rejected(Reason.CONTENT_REFUSED, said);
      case 429 -> new Limited(answer.retryAfter().orElse(USUAL_SILENCE), Scope.CONNECTION);
      case 503 -> new Retry(Reason.SERVER_ERROR, said, answer.retryAfter().orElse(null));
      default ->
          answer.status() >= 500 || answer.status() < 300
              ? new Unknown(Reason.SERVER_ERROR, said)
              : new Rejected(Reason.REQUEST_REFUSED, said);
    };
  }

  private static Outcome sent(Answer answer, JsonPointer id) {
    String named = answer.json().map(json -> json.at(id)).map(JsonNode::asText).orElse("");
    return named.isEmpty()
        ? new Unknown(
            Reason.ANSWER_NOT_UNDERSTOOD,
            "It answered %d without an id at %s.".formatted(answer.status(), id))
        : new Sent(List.of(named));
  }
}
