package dev.caravan.platform.text;

import dev.caravan.platform.text.Splitter.Part;

/**
 * Where a part begins.
 *
 * @param opening what goes before it: empty, or a fence's opening line with its newline
 */
record Cut(int start, String opening) {

  /** The part up to {@code end}, outside of every fence. */
  Part inText(String text, int end) {
    return new Part(said(text, end), new Cut(afterSpace(text, end), ""));
  }

  /**
   * The part up to {@code end}, which lies in a fence.
   *
   * @param widest the indentation that is kept after the cut; in characters
   */
  Part inFence(String text, int end, Fence fence, int widest) {
    if (end <= fence.body() && fence.from() > start) {
      return inText(text, fence.from());
    }
    int cut = end > fence.close() ? Math.max(start + 1, fence.close() - 1) : end;
    String closed = said(text, cut) + "\n" + fence.marks().closing();
    int next = afterSpace(text, cut);
    if (next >= fence.close()) {
      return new Part(closed, new Cut(afterSpace(text, fence.to()), ""));
    }
    int line = next;
    while (line > cut && text.charAt(line - 1) != '\n') {
      line--;
    }
    return new Part(
        closed, new Cut(next - line > widest ? next : line, fence.marks().opening() + "\n"));
  }

  private String said(String text, int end) {
    return opening + text.substring(start, end).stripTrailing();
  }

  /** The first place from {@code at} on that holds no white space. */
  static int afterSpace(String text, int at) {
    int next = at;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    return next;
  }
}
