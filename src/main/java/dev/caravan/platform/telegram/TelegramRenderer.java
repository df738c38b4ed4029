package dev.caravan.platform.telegram;

import dev.caravan.message.Content;
import dev.caravan.message.Delivery;
import dev.caravan.message.Format;
import dev.caravan.message.Target;
import dev.caravan.platform.NotSent;
import dev.caravan.platform.Shown;
import dev.caravan.store.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes one part of a message as the body of sendMessage. */
final class TelegramRenderer {
  private TelegramRenderer() {}

  /** The body as JSON; its keyboard stands under the last part. */
  static String json(Delivery delivery) {
    Content content = delivery.message().content();
    List<String> parts = TelegramText.parts(content);
    String written = parts.get(delivery.part());
    Map<String, Object> body = addressed(delivery.message().target());
    if (content.format() == Format.MARKDOWN) {
      body.put("text", TelegramDialect.of(written, TelegramPlatform.TEXT_LIMIT));
      body.put("parse_mode", "HTML");
    } else {
      body.put("text", TelegramText.withoutMentions(written));
    }
    body.put("link_preview_options", Map.of("is_disabled", true));
    Shown shown = TelegramText.shown(content);
    if (delivery.part() == parts.size() - 1 && !shown.widgets().isEmpty()) {
      body.put("reply_markup", Keyboard.of(delivery.message(), shown.widgets()));
    }
    return Json.write(body);
  }

  private static Map<String, Object> addressed(Target target) {
    Map<String, Object> body = new LinkedHashMap<>();
    String chat = target.recipientId();
    body.put("chat_id", TelegramPlatform.number(chat) ? (Object) Long.valueOf(chat) : chat);
    if (target.threadId() != null) {
      body.put("message_thread_id", thread(target.threadId()));
    }
    return body;
  }

  /** Telegram reads what is no number as no topic, and would post for the whole group to see. */
  private static long thread(String threadId) {
    if (new TelegramPlatform().threadFault(threadId).isPresent()) {
      throw new NotSent("Thread '" + threadId + "' is no number; write for example 7.");
    }
    return Long.parseLong(threadId);
  }
}
