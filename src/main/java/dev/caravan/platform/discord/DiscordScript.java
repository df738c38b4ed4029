package dev.caravan.platform.discord;

import java.util.regex.Matcher;

/**
 * Text on its way into a message: what is literal is escaped, what is a link stays one.
 *
 * <p>Within an address a backslash is a part of the address, so addresses stay as they are, and in
 * angle brackets where their end could not be seen.
 */
final class DiscordScript {
  private final StringBuilder out = new StringBuilder();
  private final boolean quiet;
  private boolean lineStart = true;

  /** A link whose end depends on what comes next; none where negative. */
  private int linkStart = -1;

  private int linkEnd = -1;

  /**
   * @param quiet whether links stand in angle brackets, in which they show no preview
   */
  DiscordScript(boolean quiet) {
    this.quiet = quiet;
  }

  /** A text that is shown as it is. */
  static String plain(String text, boolean quiet) {
    DiscordScript script = new DiscordScript(quiet);
    script.words(text, /* styled= */ false);
    return script.toString();
  }

  /** Adds literal text; {@code styled} where a star or a tilde would end the style around it. */
  void words(String text, boolean styled) {
    if (text.isEmpty()) {
      return;
    }
    meet(text.charAt(0));
    Matcher found = DiscordLinks.in(text);
    int at = 0;
    while (found.find()) {
      int end = DiscordLinks.end(text, found);
      literal(text.substring(at, found.start()));
      String url = text.substring(found.start(), end);
      if (DiscordLinks.tooShort(url)) {
        scheme(url, text.substring(end));
      } else {
        link(styled ? DiscordLinks.unstyled(url) : url, text.substring(end));
      }
      at = end;
    }
    literal(text.substring(at));
  }

  /** Adds a link that is shown by its address. */
  void address(String url) {
    touch();
    link(url.replace("<", "%3C").replace(">", "%3E"), "");
  }

  /** Adds what Discord is to read as it stands; not empty. */
  void raw(String marks) {
    meet(marks.charAt(0));
    out.append(marks);
    lineStart = false;
  }

  /** Adds the mark that ends a style; a link before it ends there, too. */
  void end(String mark) {
    linkStart = -1;
    out.append(mark);
  }

  /** Begins a line, with a mark where one counts only there. */
  void line(String beginning) {
    linkStart = -1;
    out.append(beginning);
    lineStart = true;
  }

  /** Whether nothing stands on the line yet. */
  boolean atLineStart() {
    return lineStart;
  }

  /** Something that is no space follows here. */
  void touch() {
    meet('x');
  }

  int length() {
    return out.length();
  }

  String since(int start) {
    return out.substring(start);
  }

  void cut(int start) {
    linkStart = -1;
    out.setLength(start);
  }

  void insert(int at, String mark) {
    out.insert(at, mark);
    if (linkStart >= at) {
      linkStart += mark.length();
      linkEnd += mark.length();
    }
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private void link(String url, String after) {
    DiscordLinks.Ending ending = DiscordLinks.ending(after);
    boolean bare = !quiet && ending != DiscordLinks.Ending.UNCLEAR;
    linkStart = bare && ending == DiscordLinks.Ending.OPEN ? out.length() : -1;
    out.append(bare ? url : "<" + url + ">");
    linkEnd = out.length();
    lineStart = false;
  }

  /**
   * Text that an escape behind its slashes would make a link; unseen, U+2060 keeps it from that.
   */
  private void scheme(String text, String after) {
    int slashes = text.indexOf("//");
    boolean alone = !after.isEmpty() && Character.isWhitespace(after.charAt(0));
    literal(text.substring(0, slashes));
    if (!alone || DiscordEscapes.needed(text.substring(slashes))) {
      out.append('\u2060');
    }
    literal(text.substring(slashes));
  }

  /** What follows a link without a space would be taken for a part of it. */
  private void meet(char next) {
    if (linkStart >= 0 && !Character.isWhitespace(next)) {
      out.insert(linkEnd, '>').insert(linkStart, '<');
    }
    linkStart = -1;
  }

  private void literal(String text) {
    if (text.isEmpty()) {
      return;
    }
    out.append(DiscordEscapes.of(text, lineStart));
    int line = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
    lineStart = (lineStart || line >= 0) && text.substring(line + 1).isBlank();
  }
}
