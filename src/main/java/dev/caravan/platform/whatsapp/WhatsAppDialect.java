package dev.caravan.platform.whatsapp;

import dev.caravan.platform.text.Dialect;
import dev.caravan.platform.text.Markdown;
import dev.caravan.platform.text.PlainDialect;
import java.util.ArrayList;
import java.util.List;

/**
 * WhatsApp's marks (its help centre, how to format your messages); a link has no label, so its
 * address stands behind it.
 *
 * <p>There is no escape for a mark: a literal {@code *} may be read as bold, which alters looks and
 * nothing else. An unseen character in its way would, but would break what people copy. Nothing in
 * a text notifies anybody.
 */
final class WhatsAppDialect implements Dialect {
  private final StringBuilder out = new StringBuilder();
  private final List<Opened> opened = new ArrayList<>();
  private String address = "";
  private int label;
  private boolean quoted;
  private boolean blank = true;

  private WhatsAppDialect() {}

  /** A mark that waits for its other one, and where it stands. */
  private record Opened(String mark, int at) {}

  /**
   * The Markdown text in at most {@code limit} UTF-16 units.
   *
   * <p>As it was written, where nothing would be left to see or the dialect needs more room: a
   * reference link repeats its address, a lazy quote its mark.
   */
  static String of(String markdown, int limit) {
    WhatsAppDialect dialect = new WhatsAppDialect();
    Markdown.tell(markdown, dialect);
    boolean fits = dialect.out.length() <= limit && !dialect.blank;
    return fits ? dialect.out.toString() : markdown;
  }

  @Override
  public void open(Style style) {
    if (style == Style.QUOTE) {
      out.append("> ");
      quoted = true;
    } else {
      open(mark(style));
    }
  }

  @Override
  public void close(Style style) {
    if (style == Style.QUOTE) {
      quoted = false;
    } else {
      close(opened.remove(opened.size() - 1));
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

  private void open(String mark) {
    opened.add(new Opened(mark, out.length()));
    out.append(mark);
  }

  /** A style without a text, as an empty heading, leaves no marks behind. */
  private void close(Opened mark) {
    if (out.length() == mark.at() + mark.mark().length()) {
      out.setLength(mark.at());
    } else {
      out.append(mark.mark());
    }
  }

  @Override
  public void openLink(String url) {
    address = url;
    label = out.length();
  }

  @Override
  public void closeLink() {
    out.append(PlainDialect.behind(out.substring(label), address));
    blank = false;
  }

  @Override
  public void text(String words) {
    out.append(words);
    blank &= words.isBlank();
  }

  @Override
  public void code(String code) {
    // A backtick would end the code early, so such code goes without its frame.
    String frame = code.indexOf('`') < 0 ? "`" : "";
    out.append(frame).append(code).append(frame);
    blank &= code.isBlank();
  }

  @Override
  public void codeBlock(String language, String code) {
    // Zero-width spaces keep three backticks within the code from ending it.
    String safe = code.replace("```", "`\u200B`\u200B`");
    out.append("```").append(safe).append("```");
    blank &= code.isBlank();
  }

  /** A style ends with its line, so it is closed before and opened again after. */
  @Override
  public void newline() {
    List<Opened> open = List.copyOf(opened);
    for (int i = open.size() - 1; i >= 0; i--) {
      close(opened.remove(i));
    }
    out.append(quoted ? "\n> " : "\n");
    open.forEach(one -> open(one.mark()));
  }
}
