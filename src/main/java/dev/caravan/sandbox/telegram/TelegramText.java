package dev.caravan.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Arguments;
import java.util.Locale;

/** The text of a Telegram message after its entities were parsed, or why it cannot be. */
sealed interface TelegramText {
  /** Telegram Bot API, sendMessage, {@code text}: in UTF-16 units, after entities parsing. */
  int LONGEST = 4_096;

  /** It can be shown; offsets and lengths of the entities are in UTF-16 units. */
  record Fit(String text, ArrayNode entities) implements TelegramText {
    boolean tooLong() {
      return text.length() > LONGEST;
    }
  }

  /** It cannot. */
  record Unfit(String why) implements TelegramText {}

  /** Reads the text arguments; of the parse modes the sandbox knows HTML alone. */
  static TelegramText read(ObjectNode fields, boolean strict) {
    JsonNode text = fields.path("text");
    if (!text.isTextual() || text.textValue().isBlank()) {
      return new Unfit("message text is empty");
    }
    String mode = fields.path("parse_mode").asText("").toLowerCase(Locale.ROOT);
    return switch (mode) {
      case "" -> new Fit(text.textValue(), entities(fields));
      case "html" -> parsed(text.textValue(), strict);
      default -> new Unfit("unsupported parse_mode");
    };
  }

  private static TelegramText parsed(String html, boolean strict) {
    try {
      TelegramHtml parsed = TelegramHtml.parse(html, strict);
      return parsed.text().isBlank()
          ? new Unfit("message text is empty")
          : new Fit(parsed.text(), parsed.entities());
    } catch (TelegramHtml.Malformed malformed) {
      return new Unfit("can't parse entities: " + malformed.getMessage());
    }
  }

  private static ArrayNode entities(ObjectNode fields) {
    return Arguments.nested(fields.path("entities")).orElse(null) instanceof ArrayNode given
        ? given
        : JsonNodeFactory.instance.arrayNode();
  }
}
