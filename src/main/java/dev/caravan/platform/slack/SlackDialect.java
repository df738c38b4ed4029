package dev.caravan.platform.slack;

import dev.caravan.platform.text.Dialect;
import dev.caravan.platform.text.Markdown;

/**
 * Slack's mrkdwn (docs.slack.dev, formatting message text).
 *
 * <p>It has no escape for its own marks: a literal {@code *} may be read as bold, which alters
 * looks and nothing else. All that could notify stands in angle brackets, and those are escaped.
 */
final class SlackDialect implements Dialect {
  private final StringBuilder out = new StringBuilder();
  private boolean quoted;

  private SlackDialect() {}

  /**
   * The Markdown text as mrkdwn of at most {@code limit} UTF-16 units.
   *
   * <p>As it was written, where nothing would be left to see or the dialect needs more room: a
   * reference link repeats its address, a lazy quote its mark.
   */
  static String of(String markdown, int limit) {
    SlackDialect dialect = new SlackDialect();
    Markdown.tell(markdown, dialect);
    boolean fits = dialect.out.length() <= limit && !dialect.out.toString().isBlank();
    return fits ? dialect.out.toString() : SlackText.escaped(markdown);
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
    out.append('<').append(SlackText.escaped(url).replace("|", "%7C")).append('|');
  }

  @Override
  public void closeLink() {
    out.append('>');
  }

  @Override
  public void text(String words) {
    out.append(SlackText.escaped(words));
  }

  @Override
  public void code(String code) {
    // A backtick would end the code early, so such code goes without its frame.
    String frame = code.indexOf('`') < 0 ? "`" : "";
    out.append(frame).append(SlackText.escaped(code)).append(frame);
  }

  @Override
  public void codeBlock(String language, String code) {
    // Zero-width spaces keep three backticks within the code from ending it.
    String safe = SlackText.escaped(code).replace("```", "`\u200B`\u200B`");
    out.append("```\n").append(safe).append("\n```");
  }

  @Override
  public void newline() {
    out.append(quoted ? "\n> " : "\n");
  }
}
