package dev.caravan.platform.googlechat;

import dev.caravan.platform.text.Dialect;
import dev.caravan.platform.text.Markdown;

/** Google Chat's markup (developers.google.com/workspace/chat/format-messages). */
final class ChatDialect implements Dialect {
  private final StringBuilder out = new StringBuilder();
  private boolean quoted;
  private String link = "";
  private int label;

  private ChatDialect() {}

  /**
   * The Markdown text in Chat's markup, of at most {@code limit} bytes.
   *
   * <p>As it was written, where nothing would be left to see or the markup needs more room: a
   * reference link repeats its address, a lazy quote its mark.
   */
  static String of(String markdown, int limit) {
    ChatDialect dialect = new ChatDialect();
    Markdown.tell(markdown, dialect);
    // Once more over all of it: a mention may have come together out of what was told in pieces.
    String told = ChatMarkup.withoutMentions(dialect.out.toString());
    boolean fits = ChatMarkup.bytes(told) <= limit && !told.isBlank();
    return fits ? told : ChatMarkup.inert(markdown);
  }

  @Override
  public void open(Style style) {
    out.append(style == Style.QUOTE ? "> " : mark(style));
    quoted |= style == Style.QUOTE;
  }

  @Override
  public void close(Style style) {
    if (style == Style.QUOTE) {
      quoted = false;
    } else {
      out.append(mark(style));
    }
  }

  private static String mark(Style style) {
    return switch (style) {
      case BOLD -> "*";
      case ITALIC -> "_";
      case STRIKE -> "~";
      case QUOTE -> "";
    };
  }

  @Override
  public void openLink(String url) {
    link = url;
    label = out.length();
  }

  @Override
  public void closeLink() {
    String told = out.substring(label);
    String words = told.isBlank() ? link : told;
    if (link.regionMatches(true, 0, "http", 0, 4) && words.matches("[^<>|\n]+")) {
      String url = link.replace("<", "%3C").replace(">", "%3E").replace("|", "%7C");
      out.replace(label, out.length(), "<" + url + "|" + words + ">");
    } else if (!link.equals("mailto:" + words)) {
      // Chat knows no links to addresses of mail, and ends a label at the first bracket or bar.
      out.append(" (").append(ChatMarkup.inert(link)).append(')');
    }
  }

  @Override
  public void text(String words) {
    out.append(ChatMarkup.inert(words));
  }

  @Override
  public void code(String code) {
    // A backtick would end the code early, so such code goes without its frame.
    String frame = code.indexOf('`') < 0 ? "`" : "";
    out.append(frame).append(ChatMarkup.inert(code)).append(frame);
  }

  @Override
  public void codeBlock(String language, String code) {
    // Word joiners keep three backticks within the code from ending it.
    String safe = ChatMarkup.inert(code).replace("```", "`\u2060`\u2060`");
    out.append("```\n").append(safe).append("\n```");
  }

  @Override
  public void newline() {
    out.append(quoted ? "\n> " : "\n");
  }
}
