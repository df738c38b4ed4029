package dev.caravan.platform.signal;

import dev.caravan.platform.text.Dialect;
import dev.caravan.platform.text.Markdown;
import dev.caravan.platform.text.PlainDialect;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The styled mode of signal-cli-rest-api (src/utils/textstyleparser.go): two stars are bold, one is
 * italic, a tilde strikes, a backtick is monospace, a backslash before one of them or a bar takes
 * its meaning away, in code too, and no mark knows lines.
 *
 * <p>A backslash itself cannot be escaped, and of stars that stand together two are always read as
 * one mark. So there is no italic within bold, and where a mark would follow a backslash or a star
 * the text cannot be said in this mode.
 */
final class SignalDialect implements Dialect {
  private final StringBuilder out = new StringBuilder();
  private final StringBuilder seen = new StringBuilder();
  private final Deque<String> marks = new ArrayDeque<>();
  private final Deque<Integer> starts = new ArrayDeque<>();
  private boolean starred;
  private boolean quoted;
  private boolean marked;
  private boolean unclear;
  private String url = "";
  private int label;

  private SignalDialect() {}

  /**
   * The Markdown text in the styled mode; empty where it styles nothing or cannot be said in it.
   */
  static Optional<SignalText> of(String markdown) {
    SignalDialect dialect = new SignalDialect();
    Markdown.tell(markdown, dialect);
    return dialect.marked && !dialect.unclear
        ? Optional.of(
            new SignalText(dialect.out.toString(), /* styled= */ true, dialect.seen.toString()))
        : Optional.empty();
  }

  @Override
  public void open(Style style) {
    if (style == Style.QUOTE) {
      say("> ");
      quoted = true;
      return;
    }
    String mark = mark(style);
    marks.push(mark);
    starts.push(out.length());
    starred |= mark.startsWith("*");
    put(mark);
  }

  @Override
  public void close(Style style) {
    if (style == Style.QUOTE) {
      quoted = false;
      return;
    }
    String mark = marks.pop();
    int start = starts.pop();
    if (mark.startsWith("*")) {
      starred = false;
    }
    if (out.length() == start + mark.length()) {
      // An empty heading.
      out.setLength(start);
    } else {
      put(mark);
    }
  }

  private String mark(Style style) {
    if (style == Style.STRIKE) {
      return "~";
    }
    if (starred) {
      return "";
    }
    return style == Style.BOLD ? "**" : "*";
  }

  private void put(String mark) {
    if (mark.isEmpty()) {
      return;
    }
    char last = out.isEmpty() ? ' ' : out.charAt(out.length() - 1);
    unclear |= last == '\\' || (last == '*' && mark.startsWith("*"));
    marked = true;
    out.append(mark);
  }

  @Override
  public void openLink(String address) {
    url = address;
    label = seen.length();
  }

  @Override
  public void closeLink() {
    say(PlainDialect.behind(seen.substring(label), url));
  }

  @Override
  public void text(String words) {
    say(words);
  }

  @Override
  public void code(String code) {
    // A backslash at its end would take the meaning of what ends it.
    String frame = code.isBlank() || code.endsWith("\\") ? "" : "`";
    put(frame);
    say(code);
    put(frame);
  }

  @Override
  public void codeBlock(String language, String code) {
    code(quoted ? code.replace("\n", "\n> ") : code);
  }

  @Override
  public void newline() {
    say(quoted ? "\n> " : "\n");
  }

  private void say(String words) {
    seen.append(words);
    out.append(words.replaceAll("[*`|~]", "\\\\$0"));
  }
}
