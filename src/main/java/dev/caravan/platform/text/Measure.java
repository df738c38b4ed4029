package dev.caravan.platform.text;

import dev.caravan.platform.Capabilities.TextUnit;

/** How much of a platform's limit a character takes. */
@FunctionalInterface
public interface Measure {

  /** The dearest character that a measure may know; Slack's escaped ampersand costs 5. */
  int DEAREST = 8;

  /** The cost of one code point, from 1 to {@link #DEAREST}. */
  int of(int codePoint);

  /** The cost of a whole text. */
  default int of(String text) {
    return text.codePoints().map(this::of).sum();
  }

  /** The measure of a platform that counts what it gets, as it gets it. */
  static Measure of(TextUnit unit) {
    return switch (unit) {
      case CODE_POINTS -> codePoint -> 1;
      case UTF16_UNITS -> Character::charCount;
      case BYTES -> Measure::utf8;
    };
  }

  private static int utf8(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }
}
