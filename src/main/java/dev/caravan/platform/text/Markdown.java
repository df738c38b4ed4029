package dev.caravan.platform.text;

import java.util.List;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;

/** Reads CommonMark with strikethrough once, and tells a dialect what it says. */
public final class Markdown {
  private static final Parser PARSER =
      Parser.builder().extensions(List.of(StrikethroughExtension.create())).build();

  private Markdown() {}

  /**
   * Tells {@code dialect} the text from its beginning to its end. What Markdown does not know,
   * mentions and HTML among it, is told as mere text.
   */
  public static void tell(String text, Dialect dialect) {
    Node root = PARSER.parse(text);
    Teller teller = new Teller(dialect);
    // A loop and no visitor: a thousand nested quotes would overflow the stack of a recursion.
    Node at = root;
    boolean entering = true;
    while (at != null) {
      if (entering) {
        teller.enter(at);
        if (at.getFirstChild() != null) {
          at = at.getFirstChild();
          continue;
        }
      }
      teller.leave(at);
      if (at == root) {
        return;
      }
      entering = at.getNext() != null;
      at = entering ? at.getNext() : at.getParent();
    }
  }
}
