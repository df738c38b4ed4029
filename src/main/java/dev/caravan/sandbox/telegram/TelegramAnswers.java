package dev.caravan.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Answer;
import dev.caravan.sandbox.Arguments;
import java.time.Instant;

/** The forms of Telegram's successes. */
final class TelegramAnswers {
  private TelegramAnswers() {}

  static Answer done(JsonNode result) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("ok", true);
    body.set("result", result);
    return new Answer(200, body);
  }

  /** The answer of getMe. */
  static ObjectNode me() {
    return bot()
        .put("can_join_groups", true)
        .put("can_read_all_group_messages", false)
        .put("supports_inline_queries", false);
  }

  /** A message as Telegram shows it; of the request's fields its thread and its keyboard. */
  static ObjectNode message(
      long id,
      Instant sentAt,
      TelegramChat.Open chat,
      TelegramContent.Fit content,
      ObjectNode fields) {
    TelegramText.Fit text = content.text();
    boolean media = !content.files().isEmpty();
    ObjectNode message = JsonNodeFactory.instance.objectNode().put("message_id", id);
    message.set("from", bot());
    message.set("chat", chat.shown());
    message.put("date", sentAt.getEpochSecond());
    if (media) {
      medium(message, content.kind());
    }
    if (!media || !text.text().isEmpty()) {
      message.put(media ? "caption" : "text", text.text());
    }
    if (fields.hasNonNull("message_thread_id")) {
      message.put("message_thread_id", fields.path("message_thread_id").asLong());
    }
    if (!text.entities().isEmpty()) {
      message.set(media ? "caption_entities" : "entities", text.entities());
    }
    Arguments.nested(fields.path("reply_markup"))
        .filter(markup -> markup.has("inline_keyboard"))
        .ifPresent(markup -> message.set("reply_markup", markup));
    return message;
  }

  /** What Telegram has fetched, by the name that it gave it. */
  private static void medium(ObjectNode message, String kind) {
    boolean photo = kind.equals("photo");
    ObjectNode file = photo ? message.putArray(kind).addObject() : message.putObject(kind);
    file.put("file_id", "sandbox").put("file_unique_id", "sandbox");
    if (photo) {
      file.put("width", 1).put("height", 1);
    }
  }

  private static ObjectNode bot() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", 1)
        .put("is_bot", true)
        .put("first_name", "Caravan")
        .put("username", "caravan_sandbox_bot");
  }
}
