package dev.caravan.platform.googlechat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.caravan.platform.Answer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/**
 * What went wrong, as every interface of Google's says it (google/rpc/status.proto and
 * error_details.proto).
 *
 * @param status the name of a code in google/rpc/code.proto; empty where the answer is none of
 *     Google's
 */
record ChatError(String status, String message, JsonNode details) {

  static ChatError of(Answer answer) {
    JsonNode error =
        answer.json().map(json -> json.path("error")).orElse(MissingNode.getInstance());
    return new ChatError(
        error.path("status").asText(), error.path("message").asText(), error.path("details"));
  }

  /** Why, in one word: the reason of its ErrorInfo; empty where it has none. */
  String reason() {
    return detail("ErrorInfo").path("reason").asText();
  }

  /** The limit that was met, as its ErrorInfo names it; empty where it does not. */
  String limit() {
    JsonNode named = detail("ErrorInfo").path("metadata");
    return named.path("quota_limit").asText() + named.path("quota_metric").asText();
  }

  /** Which field was wrong, of a BadRequest; empty where it does not say. */
  String field() {
    return detail("BadRequest").path("fieldViolations").path(0).path("field").asText();
  }

  /** The delay of its RetryInfo, rounded up to whole seconds; empty where it has none. */
  Optional<Duration> retryDelay() {
    String written = detail("RetryInfo").path("retryDelay").asText();
    if (!written.matches("\\d{1,9}(\\.\\d{1,9})?s")) {
      return Optional.empty();
    }
    BigDecimal seconds = new BigDecimal(written.substring(0, written.length() - 1));
    return Answer.seconds(seconds.setScale(0, RoundingMode.UP).toPlainString());
  }

  private JsonNode detail(String type) {
    for (JsonNode detail : details) {
      if (detail.path("@type").asText().endsWith("google.rpc." + type)) {
        return detail;
      }
    }
    return MissingNode.getInstance();
  }
}
