package dev.caravan.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who a Telegram call names: taken as a chat, or refused. */
sealed interface TelegramChat {
  /** Telegram Bot API, {@code Chat.id}: at most 52 significant bits. */
  long LARGEST_ID = (1L << 52) - 1;

  /** Supergroups and channels have ids below this; plain groups lie between it and 0. */
  long SUPERGROUPS_BELOW = -1_000_000_000_000L;

  Pattern ID = Pattern.compile("-?[1-9]\\d{0,15}");
  Pattern USERNAME = Pattern.compile("@[A-Za-z][A-Za-z0-9_]{3,31}");

  /** A chat that takes no markup, so that what then happens can be tried by hand. */
  long PLAIN_ONLY = 406;

  /** Chats that are always refused, so that errors can be tried by hand. */
  Map<String, TelegramError> MAGIC =
      Map.of(
          "400", new TelegramError(400, "Bad Request: chat not found"),
          "403", new TelegramError(403, "Forbidden: bot was blocked by the user"),
          "410", new TelegramError(403, "Forbidden: user is deactivated"),
          "-403", new TelegramError(403, "Forbidden: bot was kicked from the group chat"),
          "-301", TelegramError.migrated(-1_001_000_000_301L));

  /**
   * It can be written to.
   *
   * @param written as the caller wrote it
   * @param username without its @; null for a chat named by its id
   */
  record Open(String written, long id, @Nullable String username) implements TelegramChat {

    /** The chat as Telegram shows it. */
    ObjectNode shown() {
      ObjectNode chat = JsonNodeFactory.instance.objectNode().put("id", id).put("type", type());
      if (username != null) {
        chat.put("username", username);
      }
      return id > 0 ? chat.put("first_name", "Sandbox") : chat.put("title", "Sandbox");
    }

    private String type() {
      if (id > 0) {
        return "private";
      }
      if (username != null) {
        return "channel";
      }
      return id < SUPERGROUPS_BELOW ? "supergroup" : "group";
    }
  }

  /** It cannot. */
  record Closed(TelegramError error) implements TelegramChat {}

  /** Reads the {@code chat_id} argument: a number, its digits, or an @name. */
  static TelegramChat read(JsonNode chatId, Map<String, String> furtherRefusals) {
    String written = chatId.isNumber() || chatId.isTextual() ? chatId.asText() : "";
    if (written.isEmpty()) {
      return new Closed(TelegramError.badRequest("chat_id is empty"));
    }
    String further = furtherRefusals.get(written);
    TelegramError refusal =
        further == null ? MAGIC.get(written) : TelegramError.configured(further);
    if (refusal != null) {
      return new Closed(refusal);
    }
    if (USERNAME.matcher(written).matches()) {
      long id = SUPERGROUPS_BELOW - 1 - (written.hashCode() & Integer.MAX_VALUE);
      return new Open(written, id, written.substring(1));
    }
    return ID.matcher(written).matches() && Math.abs(Long.parseLong(written)) <= LARGEST_ID
        ? new Open(written, Long.parseLong(written), /* username= */ null)
        : new Closed(TelegramError.badRequest("chat not found"));
  }
}
