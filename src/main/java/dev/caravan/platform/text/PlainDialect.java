package dev.caravan.platform.text;

/**
 * Mere text, for platforms without markup: marks go, and a link's address stands behind its label.
 *
 * <p>Struck words keep a tilde on each side, for without it they would say what was taken back.
 */
public final class PlainDialect implements Dialect {
  private final StringBuilder out = new StringBuilder();
  private boolean quoted;
  private String url = "";
  private int label;

  private PlainDialect() {}

  /**
   * The Markdown text as mere text that measures at most {@code limit}; as it was written, where
   * nothing would be left to see or the addresses of its links need more room.
   */
  public static String of(String markdown, int limit, Measure measure) {
    PlainDialect dialect = new PlainDialect();
    Markdown.tell(markdown, dialect);
    String text = dialect.out.toString();
    return !text.isBlank() && measure.of(text) <= limit ? text : markdown;
  }

  /** What stands behind a link's label; empty where the label is the address itself. */
  public static String behind(String label, String url) {
    String shown = url.startsWith("mailto:") ? url.substring("mailto:".length()) : url;
    return label.equals(url) || label.equals(shown) ? "" : " (" + shown + ")";
  }

  @Override
  public void open(Style style) {
    out.append(style == Style.QUOTE ? "> " : mark(style));
    quoted |= style == Style.QUOTE;
  }

  @Override
  public void close(Style style) {
    quoted &= style != Style.QUOTE;
    out.append(mark(style));
  }

  private static String mark(Style style) {
    return style == Style.STRIKE ? "~" : "";
  }

  @Override
  public void openLink(String address) {
    url = address;
    label = out.length();
  }

  @Override
  public void closeLink() {
    out.append(behind(out.substring(label), url));
  }

  @Override
  public void text(String words) {
    out.append(words);
  }

  @Override
  public void code(String code) {
    out.append(code);
  }

  @Override
  public void codeBlock(String language, String code) {
    out.append(quoted ? code.replace("\n", "\n> ") : code);
  }

  @Override
  public void newline() {
    out.append(quoted ? "\n> " : "\n");
  }
}
