package dev.caravan.platform.telegram;

import dev.caravan.message.Content;
import dev.caravan.message.Delivery;
import dev.caravan.message.Format;
import dev.caravan.message.Target;
import dev.caravan.platform.NotSent;
import dev.caravan.platform.Written;
import dev.caravan.store.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes one part of a message as the body of a method of the Bot API. */
final class TelegramRenderer {
  private TelegramRenderer() {}

  /** The body of sendMessage; its keyboard stands under the last part. */
  static String post(Delivery delivery) {
    Map<String, Object> body = addressed(delivery.message().target());
    say(delivery, body);
    return Json.write(body);
  }

  /** The body of editMessageText. */
  static String edit(Delivery delivery, String platformId) {
    Map<String, Object> body = named(platformId);
    say(delivery, body);
    return Json.write(body);
  }

  /** The body of deleteMessage. */
  static String recall(String platformId) {
    return Json.write(named(platformId));
  }

  private static void say(Delivery delivery, Map<String, Object> body) {
    Content content = delivery.message().content();
    Written written = TelegramText.written(content);
    String source = written.texts().get(delivery.part());
    if (content.format() == Format.MARKDOWN) {
      body.put("text", TelegramDialect.of(source, TelegramPlatform.TEXT_LIMIT));
      body.put("parse_mode", "HTML");
    } else {
      body.put("text", TelegramText.withoutMentions(source));
    }
    body.put("link_preview_options", Map.of("is_disabled", !content.extras().linkPreview()));
    if (written.isLastText(delivery.part()) && !written.widgets().isEmpty()) {
      body.put("reply_markup", Keyboard.of(delivery.message(), written.widgets()));
    }
  }

  /** A message is found by its chat and its number, as the reader kept them. */
  private static Map<String, Object> named(String platformId) {
    int slash = platformId.indexOf('/');
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("chat_id", Long.valueOf(platformId.substring(0, slash)));
    body.put("message_id", Long.valueOf(platformId.substring(slash + 1)));
    return body;
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
