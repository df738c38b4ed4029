package dev.caravan.platform.teams;

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
import java.time.Duration;
import java.util.List;

/**
 * What an answer of the connector means (learn.microsoft.com, "Messages in bot conversations",
 * status codes; Bot Framework connector's swagger).
 */
final class TeamsReader {
  /** For a 429 that names none: the longest of the pauses that "Rate limiting in Teams" shows. */
  private static final Duration USUAL_SILENCE = Duration.ofSeconds(20);

  /**
   * The connector has no method that names its caller. Who is in a channel that does not exist it
   * tells to nobody, but says so only to a token that it knows.
   */
  static final String PROBED_PATH =
      "/v3/conversations/19%3Acaravan-probe%40thread.tacv2/pagedmembers";

  /** The bot's tenant lies in a government's cloud. */
  private static final String OTHER_CLOUD = "InvalidBotApiHost";

  private TeamsReader() {}

  static Outcome read(Delivery delivery, Answer answer) {
    if (answer.status() >= 200 && answer.status() < 300) {
      return accepted(delivery, answer);
    }
    return switch (answer.status()) {
      case 401 -> new Rejected(Reason.CREDENTIAL_REFUSED, said(answer));
      // Neither was done: another operation on the conversation was under way, or nobody was there.
      case 412, 503 ->
          new Retry(Reason.SERVER_ERROR, said(answer), answer.retryAfter().orElse(null));
      // The conversation falls silent, not the bot: its limits are the narrower ones by far.
      case 429 -> new Limited(answer.retryAfter().orElse(USUAL_SILENCE), Scope.RECIPIENT);
      default ->
          answer.status() >= 500
              ? failed(delivery.deed(), answer)
              : new Rejected(TeamsErrors.reason(answer), said(answer));
    };
  }

  /** What an answer to the probe means: a refusal of the connector's shows that it let us in. */
  static Outcome probed(Answer answer) {
    if (answer.status() == 401) {
      return new Rejected(Reason.CREDENTIAL_REFUSED, said(answer));
    }
    if (answer.status() == 429) {
      return new Limited(answer.retryAfter().orElse(USUAL_SILENCE), Scope.CONNECTION);
    }
    if (answer.status() >= 500) {
      return new Retry(Reason.SERVER_ERROR, said(answer), answer.retryAfter().orElse(null));
    }
    boolean known = answer.status() == 200 && answer.json().isPresent();
    return known || !TeamsErrors.code(answer).isEmpty()
        ? new Sent(List.of("a bot whose token Teams takes"))
        : new Rejected(Reason.REQUEST_REFUSED, said(answer));
  }

  private static Outcome accepted(Delivery delivery, Answer answer) {
    boolean understood = answer.body().isBlank() || answer.json().isPresent();
    if (understood && delivery.deed() instanceof Deed.Edit edit) {
      return new Sent(List.of(edit.platformId()));
    }
    if (understood && delivery.deed() instanceof Deed.Recall recall) {
      return new Sent(List.of(recall.platformId()));
    }
    String id = answer.json().map(json -> json.path("id").asText()).orElse("");
    if (id.isEmpty()) {
      return new Unknown(
          Reason.ANSWER_NOT_UNDERSTOOD,
          "Teams answered %d without naming a message.".formatted(answer.status()));
    }
    String conversation = TeamsAddress.conversation(delivery.message().target());
    return new Sent(List.of(new TeamsAddress(conversation, id).platformId()));
  }

  /**
   * A 500 comes from within the connector, a 502 or a 504 after a gateway may have passed the
   * request on; Microsoft advises to send again after these two, which may say it twice. An edit or
   * a recall can be done twice.
   */
  private static Outcome failed(Deed deed, Answer answer) {
    return deed instanceof Deed.Post
        ? new Unknown(Reason.SERVER_ERROR, said(answer))
        : new Retry(Reason.SERVER_ERROR, said(answer), answer.retryAfter().orElse(null));
  }

  private static String said(Answer answer) {
    String code = TeamsErrors.code(answer);
    String message = TeamsErrors.message(answer);
    if (code.isEmpty() && message.isEmpty()) {
      return "HTTP %d is not an answer of Teams' connector; see the connection's baseUrl."
          .formatted(answer.status());
    }
    if (code.equals(OTHER_CLOUD)) {
      return "Teams answered %d %s; write a baseUrl of that cloud, for example https://smba.infra.gcc.teams.microsoft.com/teams."
          .formatted(answer.status(), code);
    }
    return "Teams answered %d: %s"
        .formatted(answer.status(), Texts.shown((code + " " + message).strip()));
  }
}
