package dev.caravan.platform.telegram;

import dev.caravan.platform.text.Dialect;
import dev.caravan.platform.text.Markdown;
import dev.caravan.platform.text.Mentions;

/** Telegram's HTML (Bot API 10.1, formatting options). */
final class TelegramDialect implements Dialect {
  private final StringBuilder out = new StringBuilder();
  private int seen;
  private boolean blank = true;

  /** The last two characters that are seen, whatever marks stand between them. */
  private String last = "";

  /** Where {@code out} stood right after the last of them. */
  private int after;

  private TelegramDialect() {}

  /**
   * The Markdown text as HTML that shows at most {@code limit} UTF-16 units.
   *
   * <p>As it was written, where nothing would be left to see or more would be seen than Telegram
   * takes.
   */
  static String of(String markdown, int limit) {
    TelegramDialect dialect = new TelegramDialect();
    Markdown.tell(markdown, dialect);
    boolean fits = dialect.seen <= limit && !dialect.blank;
    return fits ? dialect.out.toString() : TelegramText.escaped(Mentions.inert(markdown));
  }

  @Override
  public void open(Style style) {
    out.append('<').append(tag(style)).append('>');
  }

  @Override
  public void close(Style style) {
    out.append("</").append(tag(style)).append('>');
  }

  private static String tag(Style style) {
    return switch (style) {
      case BOLD -> "b";
      case ITALIC -> "i";
      case STRIKE -> "s";
      case QUOTE -> "blockquote";
    };
  }

  @Override
  public void openLink(String url) {
    out.append("<a href=\"")
        .append(TelegramText.escaped(url).replace("\"", "&quot;"))
        .append("\">");
  }

  @Override
  public void closeLink() {
    out.append("</a>");
  }

  @Override
  public void text(String words) {
    show(Mentions.inert(words));
  }

  @Override
  public void code(String code) {
    out.append("<code>");
    show(code);
    out.append("</code>");
  }

  @Override
  public void codeBlock(String language, String code) {
    boolean named = !language.isEmpty();
    out.append(named ? "<pre><code class=\"language-" + language + "\">" : "<pre>");
    show(code);
    out.append(named ? "</code></pre>" : "</pre>");
  }

  @Override
  public void newline() {
    show("\n");
  }

  private void show(String words) {
    if (Mentions.completes(last, words)) {
      out.insert(after, Mentions.JOINER);
      seen++;
    }
    out.append(TelegramText.escaped(words));
    seen += words.length();
    blank &= words.isBlank();
    if (!words.isEmpty()) {
      String said = last + words;
      last = said.substring(Math.max(0, said.length() - 2));
      after = out.length();
    }
  }
}
