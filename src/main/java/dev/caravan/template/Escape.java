package dev.caravan.template;

import dev.caravan.message.Format;
import java.util.regex.Pattern;

/** How a variable's value is kept from being read as anything but itself. */
public enum Escape {
  /** The value as it is: in a plain text nothing is read as markup. */
  NONE {
    @Override
    String escape(String value) {
      return value;
    }
  },

  /** Markdown that reads as the value itself, its line breaks among it. */
  MARKDOWN {
    @Override
    String escape(String value) {
      return markdown(value);
    }
  };

  /** The line endings of CommonMark 0.31 §2.1. */
  private static final Pattern LINE_ENDING = Pattern.compile("\r\n|\r|\n");

  /** What a backslash takes its meaning from (the same, §2.4). */
  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  /** How values are escaped in a text of this format. */
  public static Escape of(Format format) {
    return format == Format.MARKDOWN ? MARKDOWN : NONE;
  }

  abstract String escape(String value);

  /**
   * Punctuation is escaped, and no line begins or ends with a blank or is empty: so the value can
   * neither begin a block, nor end the one that it stands in, nor break a line of its own accord.
   */
  private static String markdown(String value) {
    String[] lines = LINE_ENDING.split(value, -1);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < lines.length; i++) {
      line(lines[i].isEmpty() && lines.length > 1 ? " " : lines[i], out);
      if (i < lines.length - 1) {
        out.append("  \n");
      }
    }
    return out.toString();
  }

  private static void line(String line, StringBuilder out) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if ((i == 0 || i == line.length() - 1) && Character.isWhitespace(c)) {
        // A character reference is text, never a blank that blocks are told apart by (§2.5).
        out.append("&#").append((int) c).append(';');
      } else if (PUNCTUATION.indexOf(c) >= 0) {
        out.append('\\').append(c);
      } else {
        out.append(c);
      }
    }
  }
}
