package dev.caravan.platform.text;

/**
 * What a platform writes for each thing that a Markdown text says.
 *
 * <p>Styles come properly nested, never one within itself, and every one that opens closes. All
 * texts are as people read them: the dialect escapes what its platform would take for a command.
 */
public interface Dialect {

  /** How a stretch of text looks; a heading is bold. */
  enum Style {
    BOLD,
    ITALIC,
    STRIKE,
    QUOTE
  }

  /** A style begins. */
  void open(Style style);

  /** The style that opened last ends. */
  void close(Style style);

  /** A link begins; its address is one of http, https or mailto. */
  void openLink(String url);

  /** The link ends. */
  void closeLink();

  /** Words, without line breaks. */
  void text(String words);

  /** Code within a line. */
  void code(String code);

  /** Lines of code; {@code language} is empty or one plain word. */
  void codeBlock(String language, String code);

  /** A line ends. */
  void newline();
}
