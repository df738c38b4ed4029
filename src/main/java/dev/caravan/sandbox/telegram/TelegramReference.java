package dev.caravan.sandbox.telegram;

import java.util.Map;
import java.util.Optional;

/**
 * A character reference: a name or a number between an ampersand and a semicolon.
 *
 * @param end the position behind its semicolon
 */
record TelegramReference(String meant, int end) {
  /** Telegram Bot API, "HTML style": the only named ones; all numbered ones are taken. */
  private static final Map<String, String> NAMED =
      Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"");

  /** The longest is {@code #x10FFFF} with zeros before it; what is longer is no reference. */
  private static final int LONGEST_NAME = 10;

  /** The reference whose ampersand stands here, if it is one. */
  static Optional<TelegramReference> at(String html, int ampersand) {
    int semicolon = html.indexOf(';', ampersand);
    if (semicolon < 0 || semicolon - ampersand - 1 > LONGEST_NAME) {
      return Optional.empty();
    }
    String name = html.substring(ampersand + 1, semicolon);
    String meant = name.startsWith("#") ? numbered(name) : NAMED.getOrDefault(name, "");
    return meant.isEmpty()
        ? Optional.empty()
        : Optional.of(new TelegramReference(meant, semicolon + 1));
  }

  private static String numbered(String name) {
    boolean hex = name.startsWith("#x") || name.startsWith("#X");
    String digits = name.substring(hex ? 2 : 1);
    if (!digits.matches(hex ? "[0-9a-fA-F]{1,6}" : "[0-9]{1,7}")) {
      return "";
    }
    int code = Integer.parseInt(digits, hex ? 16 : 10);
    return code > 0 && Character.isValidCodePoint(code) ? Character.toString(code) : "";
  }
}
