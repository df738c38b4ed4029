package dev.caravan.platform.text;

import dev.caravan.platform.text.Dialect.Style;
import java.util.EnumMap;
import java.util.Map;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.jspecify.annotations.Nullable;

/** Turns the nodes of one parsed text into what a dialect is told. */
final class Teller {
  private final Dialect dialect;
  private final Layout layout;
  private final Map<Style, Integer> depth = new EnumMap<>(Style.class);
  private int links;

  Teller(Dialect dialect) {
    this.dialect = dialect;
    this.layout = new Layout(dialect);
  }

  void enter(Node node) {
    if (node instanceof Paragraph || node instanceof Heading) {
      layout.beginBlock(node);
    } else if (node instanceof ListItem item) {
      layout.beginItem(item);
    } else if (node instanceof ThematicBreak) {
      layout.beginBlock(node);
      dialect.text("———");
    } else if (node instanceof FencedCodeBlock block) {
      layout.beginBlock(node);
      dialect.codeBlock(language(block), withoutLastNewline(block.getLiteral()));
    } else if (node instanceof IndentedCodeBlock block) {
      layout.beginBlock(node);
      dialect.codeBlock("", withoutLastNewline(block.getLiteral()));
    } else if (node instanceof HtmlBlock html) {
      layout.beginBlock(node);
      lines(html.getLiteral());
    } else {
      inline(node);
    }
    Style style = style(node);
    if (style != null && depth.merge(style, 1, Integer::sum) == 1) {
      if (style == Style.QUOTE) {
        layout.beginBlock(node);
        layout.fresh();
      }
      dialect.open(style);
    }
  }

  private void inline(Node node) {
    if (node instanceof Text text) {
      dialect.text(text.getLiteral());
    } else if (node instanceof Code code) {
      dialect.code(code.getLiteral());
    } else if (node instanceof HtmlInline html) {
      lines(html.getLiteral());
    } else if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
      dialect.newline();
    } else if (node instanceof Link || node instanceof Image) {
      links++;
      if (links == 1 && Links.safe(address(node))) {
        dialect.openLink(address(node));
        if (node.getFirstChild() == null) {
          // A link without a label is shown by its address.
          dialect.text(address(node));
        }
      }
    }
  }

  void leave(Node node) {
    Style style = style(node);
    if (style != null && depth.merge(style, -1, Integer::sum) == 0) {
      dialect.close(style);
    }
    if (node instanceof Link || node instanceof Image) {
      links--;
      if (links > 0 || !Links.safe(address(node))) {
        dialect.text(" (" + address(node).replaceAll("\\s+", " ") + ")");
      } else {
        dialect.closeLink();
      }
    }
  }

  private static @Nullable Style style(Node node) {
    if (node instanceof StrongEmphasis || node instanceof Heading) {
      return Style.BOLD;
    }
    if (node instanceof Emphasis) {
      return Style.ITALIC;
    }
    if (node instanceof Strikethrough) {
      return Style.STRIKE;
    }
    return node instanceof BlockQuote ? Style.QUOTE : null;
  }

  private static String address(Node node) {
    return node instanceof Link link ? link.getDestination() : ((Image) node).getDestination();
  }

  private static String language(FencedCodeBlock block) {
    String info = block.getInfo() == null ? "" : block.getInfo();
    String word = info.strip().split("\\s", 2)[0];
    return word.matches("[\\w+#.-]{1,30}") ? word : "";
  }

  private static String withoutLastNewline(String code) {
    return code.endsWith("\n") ? code.substring(0, code.length() - 1) : code;
  }

  private void lines(String html) {
    String[] lines = html.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (i > 0) {
        dialect.newline();
      }
      dialect.text(lines[i]);
    }
  }
}
