package dev.caravan.platform.text;

/** Finds the best place for a cut. */
final class Break {
  /** How many characters a cut moves back to keep what is drawn as one together. */
  private static final int LONGEST_CLUSTER = 32;

  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private Break() {}

  /**
   * The best cut after {@code from}, at most {@code end}: the last between paragraphs or else lines
   * of the second half, else the last between words, else where no drawn character breaks.
   */
  static int best(String text, int from, int end) {
    // A part of white space alone would be refused.
    int start = Cut.afterSpace(text, from);
    int half = start + (end - start) / 2;
    int line = -1;
    int word = -1;
    for (int at = end; at > start; at--) {
      char c = text.charAt(at);
      if (c == '\n' && at > half) {
        if (endsParagraph(text, at)) {
          return at;
        }
        line = line < 0 ? at : line;
      }
      word = word < 0 && Character.isWhitespace(c) ? at : word;
      if (at <= half && (line > 0 || word > 0)) {
        break;
      }
    }
    if (line > 0) {
      return line;
    }
    return word > 0 ? word : anywhere(text, start, end);
  }

  /** Whether only white space stands between this newline and the next. */
  private static boolean endsParagraph(String text, int newline) {
    int at = newline + 1;
    while (at < text.length() && text.charAt(at) != '\n') {
      if (!Character.isWhitespace(text.charAt(at))) {
        return false;
      }
      at++;
    }
    return at < text.length();
  }

  private static int anywhere(String text, int start, int end) {
    int at = end;
    while (at - LONGEST_CLUSTER > start && end - at < LONGEST_CLUSTER) {
      if (!joined(text.codePointBefore(at), text.codePointAt(at))) {
        return at;
      }
      at -= Character.charCount(text.codePointBefore(at));
    }
    return end;
  }

  /** Whether the two are drawn as one: marks, variation selectors, skin tones, joined emoji. */
  private static boolean joined(int before, int after) {
    int type = Character.getType(after);
    return before == ZERO_WIDTH_JOINER
        || after == ZERO_WIDTH_JOINER
        || type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || (after >= 0x1F3FB && after <= 0x1F3FF);
  }
}
