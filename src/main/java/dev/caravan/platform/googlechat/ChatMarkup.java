package dev.caravan.platform.googlechat;

import dev.caravan.platform.text.Measure;
import java.util.regex.Pattern;

/**
 * What Google Chat takes for commands in a text, and how much of a message it takes
 * (developers.google.com/workspace/chat/format-messages).
 *
 * <p>Chat reads its markup in every text and has no escape for it. A literal {@code *} may be read
 * as bold, which alters looks and nothing else; what would notify somebody or hide an address
 * stands in angle brackets, and an unseen U+2060 (word joiner) behind the first one undoes it.
 */
final class ChatMarkup {
  private static final Pattern MENTION = Pattern.compile("<(?=users/)", Pattern.CASE_INSENSITIVE);

  /** A link: an address with other words to show in its place, or one without its brackets. */
  private static final Pattern LINK =
      Pattern.compile(
          "<(?=[A-Za-z][A-Za-z0-9+.-]*:[^<>|\n]*\\||https?:[^<>|\n]*>)", Pattern.CASE_INSENSITIVE);

  private static final Measure UTF8 = Measure.of(GoogleChatPlatform.UNIT);

  private ChatMarkup() {}

  /** The text without mentions, and without links that show something else than was written. */
  static String inert(String text) {
    return LINK.matcher(withoutMentions(text)).replaceAll("<\u2060");
  }

  /** The text without mentions. */
  static String withoutMentions(String text) {
    return MENTION.matcher(text).replaceAll("<\u2060");
  }

  /** The bytes that a text takes of a message. */
  static int bytes(String text) {
    return text.codePoints().map(ChatMarkup::written).sum();
  }

  /** The most that a character can take: a {@code <} may get a word joiner behind it. */
  static int cost(int codePoint) {
    return codePoint == '<' ? 1 + UTF8.of('\u2060') : written(codePoint);
  }

  /** UTF-8, with what JSON escapes (RFC 8259 §7): Chat does not say where it counts. */
  private static int written(int codePoint) {
    return switch (codePoint) {
      case '"', '\\', '\n', '\r', '\t', '\b', '\f' -> 2;
      default -> codePoint < ' ' ? 6 : UTF8.of(codePoint);
    };
  }
}
