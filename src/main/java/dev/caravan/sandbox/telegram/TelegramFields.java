package dev.caravan.sandbox.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of each method, from the Telegram Bot API; method names are in lower case. */
final class TelegramFields {
  private static final Map<String, Set<String>> BY_METHOD =
      Map.of(
          "sendmessage",
          Set.of(
              "business_connection_id",
              "chat_id",
              "message_thread_id",
              "direct_messages_topic_id",
              "text",
              "parse_mode",
              "entities",
              "link_preview_options",
              "disable_notification",
              "protect_content",
              "allow_paid_broadcast",
              "message_effect_id",
              "suggested_post_parameters",
              "reply_parameters",
              "reply_markup"),
          "editmessagetext",
          Set.of(
              "business_connection_id",
              "chat_id",
              "message_id",
              "inline_message_id",
              "text",
              "parse_mode",
              "entities",
              "link_preview_options",
              "rich_message",
              "reply_markup"),
          "sendphoto",
          Set.of(
              "business_connection_id",
              "chat_id",
              "message_thread_id",
              "direct_messages_topic_id",
              "photo",
              "caption",
              "parse_mode",
              "caption_entities",
              "show_caption_above_media",
              "has_spoiler",
              "disable_notification",
              "protect_content",
              "allow_paid_broadcast",
              "message_effect_id",
              "suggested_post_parameters",
              "reply_parameters",
              "reply_markup"),
          "senddocument",
          Set.of(
              "business_connection_id",
              "chat_id",
              "message_thread_id",
              "direct_messages_topic_id",
              "document",
              "thumbnail",
              "caption",
              "parse_mode",
              "caption_entities",
              "disable_content_type_detection",
              "disable_notification",
              "protect_content",
              "allow_paid_broadcast",
              "message_effect_id",
              "suggested_post_parameters",
              "reply_parameters",
              "reply_markup"),
          "editmessagemedia",
          Set.of(
              "business_connection_id",
              "chat_id",
              "message_id",
              "inline_message_id",
              "media",
              "reply_markup"),
          "deletemessage",
          Set.of("chat_id", "message_id"),
          "getme",
          Set.of());

  private TelegramFields() {}

  static boolean isMethod(String method) {
    return BY_METHOD.containsKey(method);
  }

  /** The first field that the method does not have. */
  static Optional<String> unknown(String method, ObjectNode fields) {
    Set<String> known = BY_METHOD.getOrDefault(method, Set.of());
    for (Iterator<String> names = fields.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }
}
