package dev.caravan.platform.graph;

import dev.caravan.message.Format;
import dev.caravan.platform.Written;
import dev.caravan.platform.text.Measure;
import dev.caravan.platform.text.Splitter;
import java.util.ArrayList;
import java.util.List;

/** The last text of a content where widgets stand under it, for which Meta allows it less room. */
public final class Foot {
  private Foot() {}

  /**
   * The same content with a last text of at most {@code most}; what was before it in that text is a
   * part of its own. Always cut the same way.
   */
  public static Written under(Written written, Format format, int most, Measure measure) {
    if (written.widgets().isEmpty()) {
      return written;
    }
    List<String> texts = new ArrayList<>(written.texts());
    String last = texts.get(texts.size() - 1);
    while (measure.of(last) > most) {
      texts.remove(texts.size() - 1);
      texts.addAll(cut(last, format, most, measure));
      last = texts.get(texts.size() - 1);
    }
    return new Written(texts, written.inline(), written.files(), written.widgets());
  }

  /**
   * Before the last paragraph; where that is none, so that half of the room is left to the foot.
   */
  private static List<String> cut(String text, Format format, int most, Measure measure) {
    int whole = measure.of(text);
    List<String> late = split(text, format, new Splitter(whole - 1, measure));
    return late.size() == 2 && beginsParagraph(text, text.lastIndexOf(late.get(1)))
        ? late
        : split(text, format, new Splitter(whole - most / 2, measure));
  }

  private static List<String> split(String text, Format format, Splitter splitter) {
    return format == Format.MARKDOWN ? splitter.markdown(text) : splitter.plain(text);
  }

  private static boolean beginsParagraph(String text, int at) {
    int newlines = 0;
    for (int i = at - 1; i >= 0 && Character.isWhitespace(text.charAt(i)); i--) {
      newlines += text.charAt(i) == '\n' ? 1 : 0;
    }
    return newlines > 1;
  }
}
