package dev.caravan.platform.teams;

import dev.caravan.platform.text.Dialect;
import dev.caravan.platform.text.Markdown;

/**
 * Teams' {@code textFormat} {@code xml}: the tags that it knows, and everything else escaped
 * (learn.microsoft.com, "Format your bot messages", examples of text formatting).
 *
 * <p>Its {@code markdown} is not used: how a literal star is written there is not documented, and
 * HTML within it is obeyed.
 */
final class TeamsXml implements Dialect {
  private static final char NO_BREAK_SPACE = '\u00A0';
  private static final char REPLACEMENT = '\uFFFD';

  private final StringBuilder out = new StringBuilder();
  private int seen;
  private boolean blank = true;
  private boolean lineBegins = true;
  private boolean blockEnded;

  private TeamsXml() {}

  /**
   * The Markdown text as XML that shows at most {@code limit} UTF-16 units and takes at most twice
   * as many.
   *
   * <p>As it was written, where nothing would be left to see or more would be seen or sent.
   */
  static String of(String markdown, int limit) {
    TeamsXml xml = new TeamsXml();
    Markdown.tell(markdown, xml);
    boolean fits = xml.seen <= limit && xml.out.length() <= 2 * limit && !xml.blank;
    return fits ? xml.out.toString() : lines(markdown);
  }

  @Override
  public void open(Style style) {
    mark('<' + tag(style) + '>');
  }

  @Override
  public void close(Style style) {
    out.append("</").append(tag(style)).append('>');
    blockEnded = style == Style.QUOTE;
  }

  private static String tag(Style style) {
    return switch (style) {
      case BOLD -> "strong";
      case ITALIC -> "em";
      case STRIKE -> "strike";
      case QUOTE -> "blockquote";
    };
  }

  @Override
  public void openLink(String url) {
    mark("<a href=\"" + escaped(TeamsLink.of(url)).replace("\"", "&quot;") + "\">");
  }

  @Override
  public void closeLink() {
    out.append("</a>");
  }

  @Override
  public void text(String words) {
    show(spaced(escaped(words), lineBegins), words);
  }

  @Override
  public void code(String code) {
    show("<code>" + escaped(code) + "</code>", code);
  }

  @Override
  public void codeBlock(String language, String code) {
    show("<pre>" + escaped(code) + "</pre>", code);
    blockEnded = true;
  }

  @Override
  public void newline() {
    // The end of a block is the end of its line already.
    if (!blockEnded) {
      out.append("<br/>");
    }
    blockEnded = false;
    lineBegins = true;
    seen++;
  }

  private void show(String xml, String words) {
    mark(xml);
    lineBegins &= words.isEmpty();
    blank &= words.isBlank();
    seen += words.length();
  }

  private void mark(String xml) {
    out.append(xml);
    blockEnded = false;
  }

  /** A text as XML that shows it as it is, line breaks and spaces included. */
  static String lines(String text) {
    String lines = text.replace("\r\n", "\n").replace('\r', '\n');
    return spaced(escaped(lines), true).replace("\n", "<br/>");
  }

  /** Spaces that would not be drawn, behind another one or before a line, made to last. */
  private static String spaced(String text, boolean lineBegins) {
    StringBuilder spaced = new StringBuilder(text);
    boolean lost = lineBegins;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ' && lost) {
        spaced.setCharAt(i, NO_BREAK_SPACE);
      }
      lost = c == ' ' || c == '\n';
    }
    return spaced.toString();
  }

  /** Without marks, and without what XML 1.0 §2.2 does not allow. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '\t', '\n', '\r' -> escaped.append(c);
        default -> escaped.append(c < ' ' || c > '\uFFFD' ? REPLACEMENT : c);
      }
    }
    return escaped.toString();
  }
}
