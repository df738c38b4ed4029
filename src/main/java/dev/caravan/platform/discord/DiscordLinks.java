package dev.caravan.platform.discord;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses in a text as Discord's clients find them (github.com/discord/SimpleAST). */
final class DiscordLinks {
  private static final String SPACE = "\\s\\p{Z}\\uFEFF";

  /** What Discord makes a link of by itself; in a sentence it ends sooner, see {@link #end}. */
  private static final Pattern LINK =
      Pattern.compile("(?:https?|steam)://(?:[^<>" + SPACE + "]+|(?=>))");

  /** What ends a sentence and no address. */
  private static final String PUNCTUATION = ".,:;\"'])";

  /** What may follow a link so that Discord sees its end by itself; the space is a group. */
  private static final Pattern SENTENCE_END =
      Pattern.compile("[.,:;\"'\\])]*+(?:([" + SPACE + "])|\\z)");

  /** From the slashes on; what is shorter Discord takes for text. */
  private static final int SHORTEST = "//ab".length();

  /** How a link ends. */
  enum Ending {
    /** Discord sees it by itself. */
    CLEAR,
    /** It does, if a space or a new line comes next. */
    OPEN,
    /** What follows would be taken for a part of it. */
    UNCLEAR
  }

  private DiscordLinks() {}

  static Matcher in(String text) {
    return LINK.matcher(text);
  }

  /** Where a found link ends: before punctuation and a lone parenthesis. */
  static int end(String text, Matcher found) {
    int at = found.end();
    while (PUNCTUATION.indexOf(text.charAt(at - 1)) >= 0
        && (text.charAt(at - 1) != ')' || lone(text.substring(found.start(), at)))) {
      at--;
    }
    return at;
  }

  /** Whether Discord takes it for text, as long as nothing makes it longer. */
  static boolean tooShort(String url) {
    return url.length() - url.indexOf("//") < SHORTEST;
  }

  /** How a link ends before this text. */
  static Ending ending(String after) {
    Matcher end = SENTENCE_END.matcher(after);
    if (!end.lookingAt()) {
      return Ending.UNCLEAR;
    }
    return end.group(1) == null ? Ending.OPEN : Ending.CLEAR;
  }

  /** An address without the characters that would end a style around it. */
  static String unstyled(String url) {
    return url.replace("*", "%2A").replace("~", "%7E");
  }

  /** An address without the characters that would end the brackets around it. */
  static String unbracketed(String url) {
    return url.replace("(", "%28")
        .replace(")", "%29")
        .replace("<", "%3C")
        .replace(">", "%3E")
        .replace("\\", "%5C");
  }

  private static boolean lone(String url) {
    return url.chars().filter(c -> c == ')').count() > url.chars().filter(c -> c == '(').count();
  }
}
