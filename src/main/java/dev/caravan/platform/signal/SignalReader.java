package dev.caravan.platform.signal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.caravan.message.Deed;
import dev.caravan.message.Delivery;
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
import dev.caravan.store.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What an answer of signal-cli-rest-api means.
 *
 * <p>Its 400 stands for everything, and "Failed to send message" was seen after messages that did
 * arrive (its issues 692, 851), so what is not surely refused may have been sent.
 */
final class SignalReader {
  /** No time is ever named; reports speak of ten messages in some minutes (signal-cli, 1911). */
  private static final Duration USUAL_SILENCE = Duration.ofMinutes(1);

  /** The server could not hand the request over to signal-cli. */
  private static final Set<String> NOT_HANDED_OVER =
      Set.of("connection refused", "broken pipe", "write: connection reset");

  private SignalReader() {}

  static Outcome read(Delivery delivery, Answer answer) {
    JsonNode json = first(answer);
    int status = answer.status();
    if (status == 200 || status == 201) {
      return accepted(delivery, answer, json);
    }
    return switch (status) {
      case 400 -> refused(delivery, answer, json.path("error").asText());
      case 401, 403 ->
          new Rejected(
              Reason.CREDENTIAL_REFUSED, "A proxy in front of Signal answered " + status + ".");
      case 429 -> limited(answer, json);
      default ->
          status >= 500
              ? new Unknown(Reason.SERVER_ERROR, "Signal answered " + status + ".")
              : new Rejected(
                  Reason.REQUEST_REFUSED,
                  "HTTP %d is not an answer of signal-cli-rest-api; see the connection's baseUrl, for example http://127.0.0.1:8080."
                      .formatted(status));
    };
  }

  /** What an answer of the accounts means; sent, it names the numbers that are registered. */
  static Outcome probed(Answer answer) {
    if (answer.status() != 200) {
      return new Rejected(
          Reason.REQUEST_REFUSED, "Signal answered " + answer.status() + " instead of accounts.");
    }
    List<String> numbers = new ArrayList<>();
    tree(answer).forEach(number -> numbers.add(number.asText()));
    return numbers.isEmpty()
        ? new Rejected(
            Reason.CREDENTIAL_REFUSED, "No number is registered there; register or link one.")
        : new Sent(numbers);
  }

  /** A list since July 2026, an object before; a time in quotes from here, without elsewhere. */
  private static JsonNode first(Answer answer) {
    JsonNode tree = tree(answer);
    return tree.isArray() ? tree.path(0) : tree;
  }

  private static JsonNode tree(Answer answer) {
    try {
      return Json.mapper().readTree(answer.body());
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static Outcome accepted(Delivery delivery, Answer answer, JsonNode json) {
    String time = json.path("timestamp").asText();
    if (!time.matches("\\d{1,18}")) {
      return new Unknown(
          Reason.ANSWER_NOT_UNDERSTOOD,
          "Signal answered %d without naming a message.".formatted(answer.status()));
    }
    if (delivery.deed() instanceof Deed.Recall recall) {
      return new Sent(List.of(recall.platformId()));
    }
    String failure = json.path("errors").path("recipients").path(0).path("reason").asText();
    // Of a group the others got it.
    return failure.isEmpty() || SignalAddress.isGroup(delivery.recipientId())
        ? new Sent(List.of(time))
        : failed(failure);
  }

  private static Outcome failed(String failure) {
    String detail = "Signal did not deliver: " + Texts.shown(failure);
    return switch (failure) {
      case "UNREGISTERED_FAILURE" -> new Rejected(Reason.RECIPIENT_UNKNOWN, detail);
      case "IDENTITY_FAILURE" -> untrusted();
      case "RATE_LIMIT_FAILURE" -> new Limited(USUAL_SILENCE, Scope.CONNECTION);
      default -> new Unknown(Reason.SERVER_ERROR, detail);
    };
  }

  private static Outcome refused(Delivery delivery, Answer answer, String error) {
    String said = error.toLowerCase(Locale.ROOT);
    if (said.contains("rate limit")) {
      return limited(answer, MissingNode.getInstance());
    }
    if (NOT_HANDED_OVER.stream().anyMatch(said::contains)) {
      return new Retry(Reason.SERVER_ERROR, "signal-cli is away behind signal-cli-rest-api.", null);
    }
    if (said.contains("untrusted")) {
      return untrusted();
    }
    String detail = "Signal answered 400: " + Texts.shown(error.strip());
    return SignalErrors.reason(error, delivery.recipientId())
        .<Outcome>map(reason -> new Rejected(reason, detail))
        .orElseGet(() -> new Unknown(Reason.SERVER_ERROR, detail));
  }

  private static Outcome untrusted() {
    return new Rejected(
        Reason.REQUEST_REFUSED,
        "The recipient's key is new and not trusted; verify it, then PUT /v1/identities/<number>/trust/<recipient> there.");
  }

  /**
   * The whole account falls silent. With a token only a solved captcha ends it, and each further
   * try makes it worse: the connection waits for a human.
   */
  private static Outcome limited(Answer answer, JsonNode json) {
    for (JsonNode token : json.path("challenge_tokens")) {
      if (!token.asText().isBlank()) {
        return new Rejected(
            Reason.CREDENTIAL_REFUSED,
            "Signal wants a captcha: solve it by POST /v1/accounts/<number>/rate-limit-challenge there, then resume the connection.");
      }
    }
    return new Limited(answer.retryAfter().orElse(USUAL_SILENCE), Scope.CONNECTION);
  }
}
