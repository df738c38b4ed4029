package dev.caravan.platform.discord;

import dev.caravan.platform.text.Dialect;
import dev.caravan.platform.text.Markdown;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Discord's Markdown (support.discord.com, "Markdown Text 101"; github.com/discord/SimpleAST).
 *
 * <p>It is near to CommonMark and stricter: marks are written once it is known what they surround.
 */
final class DiscordDialect implements Dialect {
  /** Unseen; keeps two marks from being read as one. */
  private static final String JOINER = "\u2060";

  private final boolean quiet;
  private final DiscordScript script;
  private final Deque<Integer> opened = new ArrayDeque<>();
  private final StringBuilder label = new StringBuilder();
  private int labelAt;
  private String address = "";

  /** Where the last mark ended. */
  private int marked = -1;

  private boolean quoted;
  private boolean blank = true;

  private DiscordDialect(boolean quiet) {
    this.quiet = quiet;
    this.script = new DiscordScript(quiet);
  }

  /**
   * The Markdown text in at most {@code limit} code points; as it was written, where nothing would
   * be left to see or the dialect needs more room.
   */
  static String of(String markdown, int limit, boolean quiet) {
    DiscordDialect dialect = new DiscordDialect(quiet);
    Markdown.tell(markdown, dialect);
    String said = dialect.script.toString();
    boolean fits = said.codePointCount(0, said.length()) <= limit && !dialect.blank;
    return fits ? said : DiscordScript.plain(markdown, quiet);
  }

  @Override
  public void open(Style style) {
    if (style == Style.QUOTE) {
      script.line(script.atLineStart() ? "> " : "\n> ");
      quoted = true;
      return;
    }
    apart();
    opened.push(script.length());
  }

  @Override
  public void close(Style style) {
    if (style == Style.QUOTE) {
      quoted = false;
      return;
    }
    int at = opened.pop();
    String said = script.since(at);
    if (said.isEmpty()
        || space(said.codePointAt(0))
        || space(said.codePointBefore(said.length()))) {
      return;
    }
    String mark = mark(style);
    // A literal mark at the end would be read with the one behind it.
    boolean joined = script.length() != marked && said.endsWith(mark.substring(0, 1));
    script.insert(at, mark);
    script.end(joined ? JOINER + mark : mark);
    marked = script.length();
  }

  private static String mark(Style style) {
    return switch (style) {
      case BOLD -> "**";
      case ITALIC -> "*";
      case STRIKE -> "~~";
      case QUOTE -> "";
    };
  }

  @Override
  public void openLink(String url) {
    script.touch();
    address = url;
    label.setLength(0);
    labelAt = script.length();
  }

  @Override
  public void closeLink() {
    String url = opened.isEmpty() ? address : DiscordLinks.unstyled(address);
    if (label.toString().equals(address)) {
      script.cut(labelAt);
      script.address(url);
    } else if (masked(script.since(labelAt))) {
      script.insert(labelAt, "[");
      String target = DiscordLinks.unbracketed(url);
      script.raw(quiet ? "](<" + target + ">)" : "](" + target + ")");
    } else if (!address.equalsIgnoreCase("mailto:" + label)) {
      script.raw(" (");
      script.words(url, !opened.isEmpty());
      script.raw(")");
    }
  }

  /** Discord masks no mail address, nothing with brackets, and no link that looks like another. */
  private boolean masked(String said) {
    return address.startsWith("http")
        && address.codePoints().noneMatch(DiscordDialect::space)
        && !label.toString().isBlank()
        && label.indexOf("://") < 0
        && said.indexOf('[') < 0
        && said.indexOf(']') < 0;
  }

  @Override
  public void text(String words) {
    blank &= words.isBlank();
    label.append(words);
    script.words(words, !opened.isEmpty());
  }

  @Override
  public void code(String code) {
    boolean ends = !opened.isEmpty() && (code.indexOf('*') >= 0 || code.indexOf('~') >= 0);
    if (ends || code.contains("``")) {
      // The mark of the style around it, or of the code itself, would end within it.
      text(code);
      return;
    }
    blank &= code.isBlank();
    label.append(code);
    apart();
    script.raw(framed(code));
    marked = script.length();
  }

  private static String framed(String code) {
    if (code.indexOf('`') < 0) {
      return "`" + code + "`";
    }
    // A space is unseen only where it parts a backtick of the code's own from the mark.
    return "``" + (code.startsWith("`") ? " " : "") + code + (code.endsWith("`") ? " " : "") + "``";
  }

  @Override
  public void codeBlock(String language, String code) {
    blank &= code.isBlank();
    String newline = quoted ? "\n> " : "\n";
    // Three backticks within the code would end it.
    String apart = code.contains("```") ? code.replaceAll("`(?=`)", "`" + JOINER) : code;
    String safe = apart.isBlank() ? " " : apart;
    script.raw("```" + language + newline + safe.replace("\n", newline) + newline + "```");
  }

  @Override
  public void newline() {
    script.line(quoted ? "\n> " : "\n");
  }

  /** A mark that follows another at once would be read as a part of it. */
  private void apart() {
    script.touch();
    if (script.length() == marked) {
      script.raw(JOINER);
    }
  }

  private static boolean space(int codePoint) {
    return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
  }
}
