package dev.caravan.sandbox.discord;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A content as its readers see it: without the marks that Discord's clients take for formatting.
 *
 * <p>What they take so is not documented whole; this follows the parser of Discord's own
 * (github.com/discord/SimpleAST) and the marks that support.discord.com names, "Markdown Text 101".
 */
final class DiscordMarkdown {
  private static final Pattern QUOTED_LINE = Pattern.compile(" *> ([^\\n]*)(?:\\n|\\z)");
  private static final Pattern QUOTED_REST = Pattern.compile(" *>>> ");
  private static final Pattern HEADING = Pattern.compile(" *(?:#{1,3}|-#)[ \\t]+(?=\\S)");
  private static final Pattern BULLET = Pattern.compile(" *[*-] ");
  private static final Pattern ADDRESS =
      Pattern.compile("(?:https?|steam)://[^\\s<]+[^<.,:;\"'\\]\\s]");
  private static final Pattern BRACKETED = Pattern.compile("<([^: >]+:/[^ >]+)>");
  private static final Pattern TARGET = Pattern.compile("\\(\\s*<?(https?://[^\\s<>]*?)>?\\s*\\)");
  private static final Pattern CODE =
      Pattern.compile("(?is)```(?:([a-z0-9_+.#-]+?)\\n)?+\\n*([^\\n].*?)\\n*```");

  private final String text;
  private final boolean quotable;
  private final StringBuilder seen = new StringBuilder();
  private boolean lineStart;
  private int at;

  private DiscordMarkdown(String text, boolean lineStart, boolean quotable) {
    this.text = text;
    this.lineStart = lineStart;
    this.quotable = quotable;
  }

  static String seen(String content) {
    return new DiscordMarkdown(content, true, true).read();
  }

  private String read() {
    while (at < text.length()) {
      if (!(lineStart && line()) && !inline()) {
        char c = text.charAt(at++);
        seen.append(c);
        lineStart = c == '\n' || (lineStart && c == ' ');
      }
    }
    return seen.toString();
  }

  /** Reads a mark that counts only where a line begins. */
  private boolean line() {
    if (quotable && looking(QUOTED_REST) != null) {
      return skipped(QUOTED_REST, "");
    }
    if (quotable && looking(QUOTED_LINE) != null) {
      quote();
      return true;
    }
    return skipped(HEADING, "") || skipped(BULLET, "• ");
  }

  private boolean skipped(Pattern mark, String shown) {
    Matcher found = looking(mark);
    if (found == null) {
      return false;
    }
    seen.append(shown);
    at = found.end();
    lineStart = false;
    return true;
  }

  private void quote() {
    StringBuilder quoted = new StringBuilder();
    for (Matcher line = looking(QUOTED_LINE); line != null; line = looking(QUOTED_LINE)) {
      quoted.append(line.group(1)).append('\n');
      at = line.end();
    }
    boolean last = at == text.length() && text.charAt(at - 1) != '\n';
    String inner = new DiscordMarkdown(quoted.toString(), true, false).read();
    seen.append(last ? inner.substring(0, inner.length() - 1) : inner);
    lineStart = true;
  }

  private boolean inline() {
    return switch (text.charAt(at)) {
      case '\\' -> escape();
      case '`' -> code();
      case '<' -> bracketed();
      case 'h', 's' -> address();
      case '[' -> masked();
      case '*' -> emphasis(DiscordSpans.star(text, at));
      case '_' -> emphasis(DiscordSpans.underscore(text, at));
      case '~' -> span(DiscordSpans.tildes(text, at), 2);
      case '|' -> span(DiscordSpans.bars(text, at), 2);
      default -> false;
    };
  }

  private boolean escape() {
    if (at + 1 == text.length()) {
      return false;
    }
    int next = text.codePointAt(at + 1);
    boolean plain = next < 0x80 && Character.isLetterOrDigit(next);
    if (plain || Character.isWhitespace(next)) {
      return false;
    }
    return show(Character.toString(next), at + 1 + Character.charCount(next));
  }

  private boolean code() {
    Matcher block = looking(CODE);
    if (block != null) {
      return show(block.group(2), block.end());
    }
    int end = DiscordSpans.ticks(text, at);
    if (end < 0) {
      return false;
    }
    int length = DiscordSpans.run(text, at);
    String code = text.substring(at + length, end);
    // A space keeps a backtick of the code's own apart from the mark.
    return show(code.replaceAll("^ (?= *`)|(?<=`)( *) $", "$1"), end + length);
  }

  private boolean bracketed() {
    Matcher found = looking(BRACKETED);
    return found != null && show(found.group(1), found.end());
  }

  private boolean address() {
    Matcher found = looking(ADDRESS);
    return found != null && show(found.group(), found.end());
  }

  private boolean masked() {
    int end = DiscordSpans.bracket(text, at, '[', ']');
    String label = end < 0 ? "" : text.substring(at + 1, end);
    Matcher target = TARGET.matcher(text);
    if (label.isBlank() || label.contains("://") || !target.find(end + 1)) {
      return false;
    }
    return target.start() == end + 1 && show(inner(label), target.end());
  }

  /** One mark or two of them, whichever covers more; of equals the one. */
  private boolean emphasis(int single) {
    int twice = DiscordSpans.twice(text, at);
    return (twice >= 0 && twice + 2 > single + 1) ? span(twice, 2) : span(single, 1);
  }

  private boolean span(int end, int length) {
    return end >= 0 && show(inner(text.substring(at + length, end)), end + length);
  }

  private String inner(String part) {
    return new DiscordMarkdown(part, false, false).read();
  }

  private boolean show(String shown, int next) {
    seen.append(shown);
    at = next;
    lineStart = false;
    return true;
  }

  private @Nullable Matcher looking(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    return matcher.lookingAt() ? matcher : null;
  }
}
