package dev.caravan.sandbox.telegram;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An opened tag of Telegram's HTML.
 *
 * @param textStart where its entity begins, in UTF-16 units of the text
 */
record TelegramTag(String name, Map<String, String> attributes, int textStart) {
  /** Telegram Bot API, "HTML style": every tag and the entity that it makes. */
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("b", "bold"),
          Map.entry("strong", "bold"),
          Map.entry("i", "italic"),
          Map.entry("em", "italic"),
          Map.entry("u", "underline"),
          Map.entry("ins", "underline"),
          Map.entry("s", "strikethrough"),
          Map.entry("strike", "strikethrough"),
          Map.entry("del", "strikethrough"),
          Map.entry("span", "spoiler"),
          Map.entry("tg-spoiler", "spoiler"),
          Map.entry("tg-emoji", "custom_emoji"),
          Map.entry("a", "text_link"),
          Map.entry("code", "code"),
          Map.entry("pre", "pre"),
          Map.entry("blockquote", "blockquote"));

  static boolean known(String name) {
    return TYPES.containsKey(name);
  }

  /** Only a span that hides its text is taken. */
  boolean isMeaninglessSpan() {
    return name.equals("span") && !"tg-spoiler".equals(attributes.get("class"));
  }

  /** The entity over the text from here to {@code end}; null where it covers nothing. */
  @Nullable ObjectNode entity(int end) {
    if (end == textStart || (name.equals("a") && !attributes.containsKey("href"))) {
      return null;
    }
    ObjectNode entity =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", type())
            .put("offset", textStart)
            .put("length", end - textStart);
    if (mentioned() != null) {
      entity.putObject("user").put("id", mentioned()).put("is_bot", false).put("first_name", "?");
    } else if (name.equals("a")) {
      entity.put("url", attributes.get("href"));
    } else if (name.equals("tg-emoji")) {
      entity.put("custom_emoji_id", attributes.get("emoji-id"));
    } else if (name.equals("code") && language().startsWith("language-")) {
      entity.put("language", language().substring("language-".length()));
    }
    return entity;
  }

  private String type() {
    if (mentioned() != null) {
      return "text_mention";
    }
    if (name.equals("blockquote") && attributes.containsKey("expandable")) {
      return "expandable_blockquote";
    }
    return TYPES.getOrDefault(name, name);
  }

  /** Telegram Bot API, "HTML style": a link to a person is a mention; null for any other tag. */
  private @Nullable Long mentioned() {
    String href = name.equals("a") ? attributes.getOrDefault("href", "") : "";
    return href.matches("tg://user\\?id=[1-9]\\d{0,15}")
        ? Long.valueOf(href.substring(href.indexOf('=') + 1))
        : null;
  }

  private String language() {
    return attributes.getOrDefault("class", "");
  }
}
