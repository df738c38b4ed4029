package dev.caravan.platform.text;

import org.commonmark.node.BulletList;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;

/** Where blocks stand: what is between two of them, and the bullets of a list. */
final class Layout {
  /** Deeper lists are not indented further; chat windows are narrow. */
  private static final int DEEPEST = 6;

  private final Dialect dialect;
  private boolean fresh = true;

  Layout(Dialect dialect) {
    this.dialect = dialect;
  }

  /** The next block goes on where the last one stopped, as behind a bullet. */
  void fresh() {
    fresh = true;
  }

  /** A blank line before a block; a mere new line within a list whose items stand close. */
  void beginBlock(Node block) {
    if (!fresh) {
      dialect.newline();
      if (!close(block)) {
        dialect.newline();
      }
    }
    fresh = false;
  }

  void beginItem(ListItem item) {
    beginBlock(item);
    dialect.text("    ".repeat(Math.min(depth(item) - 1, DEEPEST)) + bullet(item));
    fresh = item.getFirstChild() != null;
  }

  private static boolean close(Node block) {
    Node list = block instanceof ListItem ? block.getParent() : grandparent(block);
    boolean first = block instanceof ListItem && block.getPrevious() == null;
    boolean nested = list != null && list.getParent() instanceof ListItem;
    return list instanceof ListBlock l && l.isTight() && (!first || nested);
  }

  private static Node grandparent(Node block) {
    Node parent = block.getParent();
    return parent.getParent() == null ? parent : parent.getParent();
  }

  private static int depth(Node item) {
    int lists = 0;
    for (Node at = item; at != null && lists <= DEEPEST; at = at.getParent()) {
      lists += at instanceof ListBlock ? 1 : 0;
    }
    return lists;
  }

  private static String bullet(ListItem item) {
    if (item.getParent() instanceof BulletList || !(item.getParent() instanceof OrderedList list)) {
      return "• ";
    }
    // An item does not know its own number.
    Integer first = list.getMarkerStartNumber();
    return (first == null ? 1 : first) + index(item) + ". ";
  }

  private static int index(ListItem item) {
    int before = 0;
    for (Node at = item.getPrevious(); at != null; at = at.getPrevious()) {
      before++;
    }
    return before;
  }
}
