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
    PHRASES.put("user is deactivated", Reason.RECIPIENT_UNREACHABLE);
    PHRASES.put("not enough rights", Reason.RECIPIENT_UNREACHABLE);
    PHRASES.put("need administrator rights", Reason.RECIPIENT_UNREACHABLE);
    PHRASES.put("chat_write_forbidden", Reason.RECIPIENT_UNREACHABLE);
    PHRASES.put("can't parse entities", Reason.CONTENT_REFUSED);
    PHRASES.put("message is too long", Reason.CONTENT_REFUSED);
    PHRASES.put("message text is empty", Reason.CONTENT_REFUSED);
    PHRASES.put("button_", Reason.CONTENT_REFUSED);
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
