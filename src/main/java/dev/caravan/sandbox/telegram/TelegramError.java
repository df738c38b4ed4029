package dev.caravan.sandbox.telegram;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Answer;
import dev.caravan.sandbox.Judged;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as Telegram writes it; the HTTP status is its code.
 *
 * @param parameters what a program may do about it; null where there is nothing
 */
record TelegramError(int code, String description, @Nullable ObjectNode parameters) {

  TelegramError(int code, String description) {
    this(code, description, /* parameters= */ null);
  }

  static TelegramError badRequest(String why) {
    return new TelegramError(400, "Bad Request: " + why);
  }

  /** A group that lives on under another id. */
  static TelegramError migrated(long to) {
    return new TelegramError(
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        JsonNodeFactory.instance.objectNode().put("migrate_to_chat_id", to));
  }

  static TelegramError flood(long seconds) {
    return new TelegramError(
        429,
        "Too Many Requests: retry after " + seconds,
        JsonNodeFactory.instance.objectNode().put("retry_after", seconds));
  }

  /** One from the settings, such as {@code 403 Forbidden: bot was blocked by the user}. */
  static TelegramError configured(String written) {
    if (!written.matches("[45]\\d\\d .+")) {
      throw new IllegalArgumentException(
          "'"
              + written
              + "' is no refusal of Telegram's; write a status from 400 to 599 and a description, for example '403 Forbidden: bot was blocked by the user'.");
    }
    return new TelegramError(Integer.parseInt(written.substring(0, 3)), written.substring(4));
  }

  Judged refused() {
    return new Judged.Answered(answer());
  }

  Answer answer() {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("ok", false)
            .put("error_code", code)
            .put("description", description);
    if (parameters == null) {
      return new Answer(code, body);
    }
    body.set("parameters", parameters);
    return parameters.has("retry_after")
        ? new Answer(code, Map.of("Retry-After", parameters.path("retry_after").asText()), body)
        : new Answer(code, body);
  }
}
