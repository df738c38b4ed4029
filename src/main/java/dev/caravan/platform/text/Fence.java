package dev.caravan.platform.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fenced code block of a Markdown text, by its places in the text.
 *
 * @param from where its opening line begins
 * @param body where its first line of code begins
 * @param close where its closing line begins; the text's length where nothing closes it
 * @param to where its closing line ends
 * @param marks what opens and closes it again around a cut
 */
record Fence(int from, int body, int close, int to, Marks marks) {

  /** The opening line, shortened to its language, and the closing line. */
  record Marks(String opening, String closing) {
    private static final int LONGEST_LANGUAGE = 20;

    static Marks of(String marker, String info) {
      String language = info.strip().split("\\s", 2)[0];
      boolean odd = language.length() > LONGEST_LANGUAGE || !language.matches("[\\w+#.-]*");
      return new Marks(marker + (odd ? "" : language), marker);
    }

    int cost(Measure measure) {
      return measure.of(opening) + measure.of(closing) + 2 * measure.of('\n');
    }
  }

  /** The fences of a text in their order, by CommonMark 0.31 §4.5; those in lists or quotes not. */
  static List<Fence> in(String text) {
    List<Fence> found = new ArrayList<>();
    Fence open = null;
    for (int start = 0; start < text.length(); ) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      if (open == null) {
        open = opening(text, start, end);
      } else if (closes(open.marks().closing(), text, start, end)) {
        found.add(new Fence(open.from, open.body, start, end, open.marks));
        open = null;
      }
      start = end + 1;
    }
    if (open != null) {
      found.add(open);
    }
    return found;
  }

  private static @Nullable Fence opening(String text, int start, int end) {
    int at = marker(text, start, end);
    int after = run(text, at, end);
    if (after - at < 3) {
      return null;
    }
    String info = text.substring(after, end);
    if (text.charAt(at) == '`' && info.indexOf('`') >= 0) {
      return null;
    }
    int body = Math.min(end + 1, text.length());
    Marks marks = Marks.of(text.substring(at, after), info);
    return new Fence(start, body, text.length(), text.length(), marks);
  }

  private static boolean closes(String marker, String text, int start, int end) {
    int at = marker(text, start, end);
    int after = run(text, at, end);
    return after - at >= marker.length()
        && text.charAt(at) == marker.charAt(0)
        && text.substring(after, end).isBlank();
  }

  /** Where a fence's marker would begin on this line: after at most three spaces. */
  private static int marker(String text, int start, int end) {
    int at = start;
    while (at < end && at < start + 3 && text.charAt(at) == ' ') {
      at++;
    }
    return at;
  }

  /** Where the run of equal backticks or tildes at {@code at} ends; {@code at} where none is. */
  private static int run(String text, int at, int end) {
    if (at >= end || (text.charAt(at) != '`' && text.charAt(at) != '~')) {
      return at;
    }
    int after = at;
    while (after < end && text.charAt(after) == text.charAt(at)) {
      after++;
    }
    return after;
  }
}
