package dev.caravan.platform.text;

import java.util.regex.Pattern;

/** Names in a text that would notify those who bear them. */
public final class Mentions {
  /** U+2060, word joiner: unseen, and no part of a name. */
  public static final char JOINER = '\u2060';

  private static final Pattern NAME = Pattern.compile("(?<![A-Za-z0-9_])@(?=[A-Za-z0-9_])");

  /**
   * Character references that Markdown reads as an at sign or a part of a name (CommonMark 0.31.2,
   * entity and numeric character references): those of ASCII, and the names of such.
   */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "&(?=#0*(?:\\d{1,2}|1[012]\\d);|#[xX]0*[0-7]?[0-9A-Fa-f];"
              + "|(?:commat|lowbar|UnderBar|fjlig);)");

  private Mentions() {}

  /**
   * The text with a joiner between each at sign and the name behind it, for platforms that make
   * mentions of names in any text and cannot be told not to.
   */
  public static String inert(String text) {
    return NAME.matcher(text).replaceAll("@" + JOINER);
  }

  /**
   * As {@link #inert}, for a platform that may read any text as Markdown: a joiner stands behind
   * the ampersand of each reference that could make a name, too.
   */
  public static String inertInMarkdown(String text) {
    return inert(REFERENCE.matcher(text).replaceAll("&" + JOINER));
  }

  /**
   * Whether {@code words} make a name of the at sign that ends {@code said}: platforms look for
   * names in the text as it is seen, where no mark divides the two.
   */
  public static boolean completes(String said, String words) {
    return said.endsWith("@")
        && !words.isEmpty()
        && NAME.matcher(said.substring(Math.max(0, said.length() - 2)) + words.charAt(0)).find();
  }
}
