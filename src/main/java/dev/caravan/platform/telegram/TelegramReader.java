package dev.caravan.platform.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.caravan.message.Deed;
import dev.caravan.message.Outcome;
import dev.caravan.message.Outcome.Limited;
import dev.caravan.message.Outcome.Moved;
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
 * What an answer of a method that sends, edits or deletes means (Bot API 10.1, making requests;
 * tdlib/telegram-bot-api).
 *
 * <p>The bot's token is a part of the address, so whatever looks like one is masked in details.
 */
final class TelegramReader {
  /** For a 429 that names no time, which the official server never sends. */
  private static final Duration USUAL_SILENCE = Duration.ofSeconds(30);

  private TelegramReader() {}

  static Outcome read(Deed deed, Answer answer) {
    JsonNode json = answer.json().orElse(MissingNode.getInstance());
    if (deed instanceof Deed.Recall recall && json.path("result").asBoolean()) {
      return new Sent(List.of(recall.platformId()));
    }
    String description = masked(json.path("description").asText());
    if (answer.status() == 200) {
      return accepted(json);
    }
    String there = there(deed, description);
    if (!there.isEmpty()) {
      return new Sent(List.of(there));
    }
    return switch (answer.status()) {
      case 401, 404, 421 -> new Rejected(Reason.CREDENTIAL_REFUSED, said(answer, description));
      case 403 -> new Rejected(Reason.RECIPIENT_UNREACHABLE, said(answer, description));
      case 429 -> limited(answer, json);
      default ->
          answer.status() >= 500 ? failed(answer, description) : refused(answer, json, description);
    };
  }

  /** The message's id where Telegram refuses because it is already as it should be; else empty. */
  private static String there(Deed deed, String description) {
    if (deed instanceof Deed.Edit edit && description.contains("message is not modified")) {
      return edit.platformId();
    }
    return deed instanceof Deed.Recall recall && description.contains("message to delete not found")
        ? recall.platformId()
        : "";
  }

  /** What an answer of getMe means; sent, it names the bot. */
  static Outcome probed(Answer answer) {
    String name = answer.json().map(j -> j.path("result").path("username").asText()).orElse("");
    return answer.status() == 200 && !name.isEmpty()
        ? new Sent(List.of("@" + name))
        : read(new Deed.Post(), answer);
  }

  private static Outcome accepted(JsonNode json) {
    JsonNode result = json.path("result");
    JsonNode message = result.path("message_id");
    JsonNode chat = result.path("chat").path("id");
    if (json.path("ok").asBoolean() && message.isIntegralNumber() && chat.isIntegralNumber()) {
      // An edit needs both: message ids are unique within their chat only.
      return new Sent(List.of(chat.asText() + "/" + message.asText()));
    }
    return new Unknown(
        Reason.ANSWER_NOT_UNDERSTOOD, "Telegram answered 200 without naming a message.");
  }

  /**
   * The chat falls silent, not the bot: Telegram does not say which was meant, a chat is likelier.
   */
  private static Outcome limited(Answer answer, JsonNode json) {
    String body = json.path("parameters").path("retry_after").asText();
    Duration after = Answer.seconds(body).or(answer::retryAfter).orElse(USUAL_SILENCE);
    return new Limited(after, Scope.RECIPIENT);
  }

  /**
   * Of the failures only a server that says it restarts turns requests away unread. A gateway's
   * 502, 503 or 504 comes after it may have passed the request on, and a 500 from within it.
   */
  private static Outcome failed(Answer answer, String description) {
    if (answer.status() == 500 && description.contains("restart")) {
      return new Retry(Reason.SERVER_ERROR, said(answer, description), null);
    }
    return new Unknown(Reason.SERVER_ERROR, said(answer, description));
  }

  private static Outcome refused(Answer answer, JsonNode json, String description) {
    JsonNode moved = json.path("parameters").path("migrate_to_chat_id");
    if (moved.isIntegralNumber()) {
      return new Moved(moved.asText());
    }
    return new Rejected(TelegramErrors.reason(description), said(answer, description));
  }

  private static String said(Answer answer, String description) {
    String why = description.isEmpty() ? "." : ": " + Texts.shown(description);
    return "Telegram answered " + answer.status() + why;
  }

  private static String masked(String text) {
    return text.replaceAll("\\d+:[\\w-]+", "<token>");
  }
}
