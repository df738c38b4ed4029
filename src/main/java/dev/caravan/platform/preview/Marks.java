package dev.caravan.platform.preview;

import dev.caravan.platform.text.Dialect;
import dev.caravan.platform.text.Markdown;

/** Whether a Markdown text has any marks at all. */
final class Marks implements Dialect {
  private boolean any;

  private Marks() {}

  /** Whether it says more than its words. */
  static boolean in(String markdown) {
    Marks marks = new Marks();
    Markdown.tell(markdown, marks);
    return marks.any;
  }

  @Override
  public void open(Style style) {
    any = true;
  }

  @Override
  public void close(Style style) {}

  @Override
  public void openLink(String url) {
    any = true;
  }

  @Override
  public void closeLink() {}

  @Override
  public void text(String words) {}

  @Override
  public void code(String code) {
    any = true;
  }

  @Override
  public void codeBlock(String language, String code) {
    any = true;
  }

  @Override
  public void newline() {}
}
