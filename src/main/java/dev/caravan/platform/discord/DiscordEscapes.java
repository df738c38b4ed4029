package dev.caravan.platform.discord;

import java.util.regex.Pattern;

/**
 * Backslashes before what Discord's clients would take for a mark: they show the punctuation behind
 * one as it is (github.com/discord/SimpleAST; support.discord.com, "Markdown Text 101").
 */
final class DiscordEscapes {
  /** Marks of a style, of code, of a masked link, of a mention, and of an emoji's name. */
  private static final Pattern MARK =
      Pattern.compile("[\\\\*_~|`\\[<]|:(?=[\\w+-]{0,40}[A-Za-z][\\w+-]{0,40}:|[+-]1:|100:|1234:)");

  /** Marks that begin a line: of a numbered list, a quote, a list, a subtext, a heading. */
  private static final String LINE =
      "(\\h*+(?:\\d++(?=\\.(?:\\s|\\z))|(?=>|-(?:\\h|#|\\z)|#{1,3}(?:\\h|\\z))))([.>#-])";

  private static final Pattern ALL_LINES = Pattern.compile("(?:\\A|(?<=[\\n\\r]))" + LINE);
  private static final Pattern LATER_LINES = Pattern.compile("(?<=[\\n\\r])" + LINE);

  private DiscordEscapes() {}

  /** The text with its marks escaped; {@code lineStart} where it begins a line. */
  static String of(String text, boolean lineStart) {
    String marked = MARK.matcher(text).replaceAll("\\\\$0");
    return (lineStart ? ALL_LINES : LATER_LINES).matcher(marked).replaceAll("$1\\\\$2");
  }

  static boolean needed(String text) {
    return MARK.matcher(text).find();
  }
}
