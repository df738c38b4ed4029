package dev.caravan.platform.telegram;

import dev.caravan.message.Reason;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a 400 of Telegram's is about, by a phrase of its description, for it has no codes. */
final class TelegramErrors {
  private static final Map<String, Reason> PHRASES = new LinkedHashMap<>();

  static {
    PHRASES.put("chat not found", Reason.RECIPIENT_UNKNOWN);
    PHRASES.put("peer_id_invalid", Reason.RECIPIENT_UNKNOWN);
    // Before the rights to write at all: a group may refuse files and take text.
    PHRASES.put("not enough rights to send photos", Reason.CONTENT_REFUSED);
    PHRASES.put("not enough rights to send documents", Reason.CONTENT_REFUSED);
    PHRASES.put("chat_send_photos_forbidden", Reason.CONTENT_REFUSED);
    PHRASES.put("chat_send_docs_forbidden", Reason.CONTENT_REFUSED);
    PHRASES.put("user is deactivated", Reason.RECIPIENT_UNREACHABLE);
    PHRASES.put("not enough rights", Reason.RECIPIENT_UNREACHABLE);
    PHRASES.put("have no rights to send a message", Reason.RECIPIENT_UNREACHABLE);
    PHRASES.put("need administrator rights", Reason.RECIPIENT_UNREACHABLE);
    PHRASES.put("chat_write_forbidden", Reason.RECIPIENT_UNREACHABLE);
    PHRASES.put("can't parse entities", Reason.CONTENT_REFUSED);
    PHRASES.put("message is too long", Reason.CONTENT_REFUSED);
    PHRASES.put("message text is empty", Reason.CONTENT_REFUSED);
    PHRASES.put("caption is too long", Reason.CONTENT_REFUSED);
    PHRASES.put("button_", Reason.CONTENT_REFUSED);
    PHRASES.put("failed to get http url content", Reason.CONTENT_REFUSED);
    PHRASES.put("wrong type of the web page content", Reason.CONTENT_REFUSED);
    PHRASES.put("wrong file identifier/http url", Reason.CONTENT_REFUSED);
    PHRASES.put("wrong remote file identifier", Reason.CONTENT_REFUSED);
    PHRASES.put("webpage_", Reason.CONTENT_REFUSED);
    PHRASES.put("photo_", Reason.CONTENT_REFUSED);
    PHRASES.put("image_process_failed", Reason.CONTENT_REFUSED);
  }

  private TelegramErrors() {}

  /** Why; a phrase that is not in the list is a refusal of the request as such. */
  static Reason reason(String description) {
    String said = description.toLowerCase(Locale.ROOT);
    return PHRASES.entrySet().stream()
        .filter(phrase -> said.contains(phrase.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(Reason.REQUEST_REFUSED);
  }
}
