package dev.caravan.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Arguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The text of a Telegram message after its entities were parsed, or why it cannot be. */
sealed interface TelegramText {
  /** Telegram Bot API, sendMessage, {@code text}: in UTF-16 units, after entities parsing. */
  int LONGEST = 4_096;

  /** A name that Telegram makes a mention of wherever it stands, code excepted. */
  Pattern NAME = Pattern.compile("(?<![A-Za-z0-9_])@([A-Za-z0-9_]{3,32})");

  /** Entities in which a name makes no further mention. */
  Set<String> CLOSED = Set.of("code", "pre", "text_mention");

  /** It can be shown; offsets and lengths of the entities are in UTF-16 units. */
  record Fit(String text, ArrayNode entities) implements TelegramText {
    boolean tooLong() {
      return text.length() > LONGEST;
    }

    /** Whom it notifies: by number, and by name as far as a name is no code. */
    List<String> notified() {
      List<String> notified = new ArrayList<>();
      for (JsonNode entity : entities) {
        if (entity.path("type").asText().equals("text_mention")) {
          notified.add(entity.path("user").path("id").asText());
        }
      }
      Matcher name = NAME.matcher(text);
      while (name.find()) {
        if (typesAt(name.start()).noneMatch(CLOSED::contains)) {
          notified.add(name.group(1));
        }
      }
      return List.copyOf(notified);
    }

    /** The types of the entities that cover this place. */
    private Stream<String> typesAt(int at) {
      return StreamSupport.stream(entities.spliterator(), false)
          .filter(e -> e.path("offset").asInt() <= at)
          .filter(e -> at < e.path("offset").asInt() + e.path("length").asInt())
          .map(e -> e.path("type").asText());
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
    TelegramText read = read(text.textValue(), fields, "entities", strict);
    return read instanceof Fit fit && fit.text().isBlank()
        ? new Unfit("message text is empty")
        : read;
  }

  /** Reads the caption arguments; there may be no caption. */
  static TelegramText caption(ObjectNode fields, boolean strict) {
    return read(fields.path("caption").asText(""), fields, "caption_entities", strict);
  }

  private static TelegramText read(
      String text, ObjectNode fields, String entities, boolean strict) {
    String mode = fields.path("parse_mode").asText("").toLowerCase(Locale.ROOT);
    return switch (mode) {
      case "" -> new Fit(text, entities(fields.path(entities)));
      case "html" -> parsed(text, strict);
      default -> new Unfit("unsupported parse_mode");
    };
  }

  private static TelegramText parsed(String html, boolean strict) {
    try {
      TelegramHtml parsed = TelegramHtml.parse(html, strict);
      return new Fit(parsed.text(), parsed.entities());
    } catch (TelegramHtml.Malformed malformed) {
      return new Unfit("can't parse entities: " + malformed.getMessage());
    }
  }

  private static ArrayNode entities(JsonNode entities) {
    return Arguments.nested(entities).orElse(null) instanceof ArrayNode given
        ? given
        : JsonNodeFactory.instance.arrayNode();
  }
}
