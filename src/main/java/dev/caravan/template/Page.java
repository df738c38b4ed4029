package dev.caravan.template;

import java.io.Writer;

/** Where a text is rendered to, until it is too long. */
final class Page extends Writer {
  private final StringBuilder text = new StringBuilder();

  @Override
  public void write(char[] buffer, int offset, int length) {
    text.append(buffer, offset, length);
    check();
  }

  @Override
  public void write(String words, int offset, int length) {
    text.append(words, offset, offset + length);
    check();
  }

  private void check() {
    if (text.length() > Template.LONGEST_TEXT) {
      throw new TooMuch(
          "The text has more than %d characters with these variables; shorten them, or the template."
              .formatted(Template.LONGEST_TEXT));
    }
  }

  @Override
  public void flush() {
    // It is all in memory.
  }

  @Override
  public void close() {
    // Nothing is open.
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
