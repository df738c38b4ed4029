package dev.caravan.platform.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.caravan.message.Outcome;
import dev.caravan.message.Outcome.Rejected;
import dev.caravan.message.Outcome.Retry;
import dev.caravan.message.Outcome.Scope;
import dev.caravan.message.Outcome.Sent;
import dev.caravan.message.Outcome.Unknown;
import dev.caravan.message.Reason;
import dev.caravan.platform.Answer;
import dev.caravan.platform.Labels;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an answer of the Graph API means.
 *
 * @param name of the platform, for sentences
 * @param messageId where a success names its message, as a JSON pointer
 * @param errors what the platform's error codes mean
 */
public record GraphReader(String name, String messageId, GraphErrors errors) {
  /** Meta's details are a sentence or two; what is longer is no help in a list. */
  private static final int LONGEST_WHY = 200;

  /** What an answer to a posted message means. */
  public Outcome read(Answer answer) {
    JsonNode json = answer.json().orElse(MissingNode.getInstance());
    if (json.path("error").isObject()) {
      return refused(answer, json.path("error"));
    }
    String id = json.at(messageId).asText();
    if (answer.status() == 200 && !id.isEmpty()) {
      return new Sent(List.of(id));
    }
    return withoutError(answer);
  }

  /**
   * What an answer to the question for the node itself means.
   *
   * @param who where it says its name, as a JSON pointer
   */
  public Outcome probed(Answer answer, String who) {
    JsonNode json = answer.json().orElse(MissingNode.getInstance());
    String said = json.at(who).asText();
    return answer.status() == 200 && !said.isEmpty() ? new Sent(List.of(said)) : read(answer);
  }

  /** An answer that is not the Graph API's own: of a gateway, a proxy, or another server. */
  private Outcome withoutError(Answer answer) {
    if (answer.status() == 429) {
      return limited(answer, new Meaning.Limited(Scope.CONNECTION, GraphErrors.A_MINUTE));
    }
    if (answer.status() >= 500) {
      return new Unknown(Reason.SERVER_ERROR, name + " answered " + answer.status() + ".");
    }
    if (answer.status() >= 300) {
      return new Rejected(
          Reason.REQUEST_REFUSED,
          "HTTP %d is not an answer of %s's API; see the connection's baseUrl, for example https://graph.facebook.com."
              .formatted(answer.status(), name));
    }
    return new Unknown(
        Reason.ANSWER_NOT_UNDERSTOOD,
        "%s answered %d without naming a message.".formatted(name, answer.status()));
  }

  private Outcome refused(Answer answer, JsonNode error) {
    Meaning meaning =
        errors
            .meaning(error.path("code").asInt(-1), error.path("error_subcode").asInt())
            .orElseGet(() -> unlisted(answer, error));
    if (error.path("message").asText().contains("appsecret_proof")) {
      // Code 100 like any wrong parameter, but no message would pass while the secret is wrong.
      meaning = new Meaning.Refused(Reason.CREDENTIAL_REFUSED, "See the connection's appSecret.");
    }
    if (meaning instanceof Meaning.Limited limited) {
      return limited(answer, limited);
    }
    if (meaning instanceof Meaning.Passing) {
      return new Retry(Reason.SERVER_ERROR, said(error, ""), answer.retryAfter().orElse(null));
    }
    return meaning instanceof Meaning.Refused refused
        ? new Rejected(refused.reason(), said(error, refused.remedy()))
        : new Unknown(Reason.SERVER_ERROR, said(error, ""));
  }

  /** A code that is not in the tables: Meta itself says whether it passes. */
  private static Meaning unlisted(Answer answer, JsonNode error) {
    if (error.path("is_transient").asBoolean()) {
      return new Meaning.Passing();
    }
    return answer.status() >= 500
        ? new Meaning.Doubtful()
        : new Meaning.Refused(Reason.REQUEST_REFUSED, "");
  }

  /** Meta documents no Retry-After, but a header with minutes; both are obeyed where they come. */
  private static Outcome limited(Answer answer, Meaning.Limited limited) {
    Optional<Duration> after =
        limited.scope() == Scope.CONNECTION ? GraphUsage.regained(answer) : Optional.empty();
    return new Outcome.Limited(
        after.or(answer::retryAfter).orElse(limited.usual()), limited.scope());
  }

  private String said(JsonNode error, String remedy) {
    int subcode = error.path("error_subcode").asInt();
    String details = error.path("error_data").path("details").asText();
    String why = masked(details.isEmpty() ? error.path("message").asText() : details);
    return "%s refused (%s%s): %s%s"
        .formatted(
            name,
            error.path("code").asText("no code"),
            subcode == 0 ? "" : "/" + subcode,
            Labels.cut(why.isEmpty() ? "?" : why, LONGEST_WHY),
            remedy.isEmpty() ? "" : " " + remedy);
  }

  /** Meta repeats a malformed token in its message. */
  private static String masked(String text) {
    return text.replaceAll("[\\w|:.-]{32,}", "<token>");
  }
}
