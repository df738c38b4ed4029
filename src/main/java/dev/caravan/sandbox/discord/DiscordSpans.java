package dev.caravan.sandbox.discord;

/** Where what a mark begins ends in a text; each answers -1 where the mark begins nothing. */
final class DiscordSpans {
  private DiscordSpans() {}

  /** Of two equal marks, the place of the next two that no third follows. */
  static int twice(String text, int at) {
    char mark = text.charAt(at);
    String end = "" + mark + mark;
    if (!text.startsWith(end, at)) {
      return -1;
    }
    for (int i = at + 2; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (i > at + 2 && text.startsWith(end, i) && !isAt(text, i + 2, mark)) {
        return i;
      }
    }
    return -1;
  }

  /** Of one star, the place of the next single one behind something that is no space. */
  static int star(String text, int at) {
    if (at + 1 >= text.length() || Character.isWhitespace(text.charAt(at + 1))) {
      return -1;
    }
    for (int i = at + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\' || text.startsWith("**", i)) {
        i++;
      } else if (text.charAt(i) == '*') {
        return i > at + 1 && !Character.isWhitespace(text.charAt(i - 1)) ? i : -1;
      }
    }
    return -1;
  }

  /** Of one underscore, the place of the next single one at the end of a word. */
  static int underscore(String text, int at) {
    for (int i = at + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\' || text.startsWith("__", i)) {
        i++;
      } else if (text.charAt(i) == '_' && i > at + 1) {
        boolean ends = i + 1 == text.length() || !word(text.charAt(i + 1));
        return ends ? i : -1;
      }
    }
    return -1;
  }

  /** Of two tildes with no space within them, the place of the next two. */
  static int tildes(String text, int at) {
    if (!text.startsWith("~~", at) || at + 2 >= text.length() || space(text, at + 2)) {
      return -1;
    }
    int end = text.indexOf("~~", at + 3);
    while (end >= 0 && space(text, end - 1)) {
      end = text.indexOf("~~", end + 1);
    }
    return end;
  }

  /** Of two bars, the place of the next two. */
  static int bars(String text, int at) {
    return text.startsWith("||", at) ? text.indexOf("||", at + 3) : -1;
  }

  /** Of a run of backticks, the place of the next run of the same length. */
  static int ticks(String text, int at) {
    int length = run(text, at);
    for (int i = at + length; i < text.length(); i++) {
      if (text.charAt(i) == '`') {
        int other = run(text, i);
        if (other == length) {
          return i;
        }
        i += other - 1;
      }
    }
    return -1;
  }

  /** How many backticks stand here. */
  static int run(String text, int at) {
    int end = at;
    while (isAt(text, end, '`')) {
      end++;
    }
    return end - at;
  }

  /** Of an opening bracket, the place of its closing one. */
  static int bracket(String text, int at, char open, char close) {
    int depth = 0;
    for (int i = at; i < text.length(); i++) {
      depth += text.charAt(i) == open ? 1 : text.charAt(i) == close ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  static boolean isAt(String text, int at, char mark) {
    return at < text.length() && text.charAt(at) == mark;
  }

  private static boolean space(String text, int at) {
    return Character.isWhitespace(text.charAt(at));
  }

  private static boolean word(char c) {
    return c == '_' || (c < 0x80 && Character.isLetterOrDigit(c));
  }
}
