package dev.caravan.platform;

import dev.caravan.message.Action;
import dev.caravan.message.Attachment;
import dev.caravan.message.Content;
import dev.caravan.message.Format;
import dev.caravan.platform.text.Splitter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A content as one platform shows it: cut to the texts that fit, and what stands with them. Its
 * parts are the texts and then, each as a message of its own, the files.
 *
 * @param texts at least one
 * @param inline attachments that the last text's message shows
 * @param files attachments that follow as messages of their own
 * @param widgets the actions that the last text's message shows
 */
public record Written(
    List<String> texts, List<Attachment> inline, List<Attachment> files, List<Action> widgets) {
  public Written {
    texts = List.copyOf(texts);
    inline = List.copyOf(inline);
    files = List.copyOf(files);
    widgets = List.copyOf(widgets);
  }

  /** What becomes of an attachment. */
  public enum Place {
    /** A line of text with its address. */
    LINK,
    /** The last text's message shows it. */
    INLINE,
    /** It is a message of its own. */
    FILE
  }

  /**
   * Lays a content out.
   *
   * @param shown which actions become widgets
   * @param lines what the text must say for the widgets, as a select's name
   */
  public static Written of(
      Content content,
      Splitter splitter,
      Shown shown,
      List<String> lines,
      Function<Attachment, Place> places) {
    List<Attachment> inline = new ArrayList<>();
    List<Attachment> files = new ArrayList<>();
    List<String> below = new ArrayList<>();
    for (Attachment attachment : content.extras().attachments()) {
      switch (places.apply(attachment)) {
        case LINK -> below.add(link(attachment));
        case INLINE -> inline.add(attachment);
        case FILE -> files.add(attachment);
      }
    }
    below.addAll(lines);
    String text = shown.text(content, below);
    return new Written(
        content.format() == Format.MARKDOWN ? splitter.markdown(text) : splitter.plain(text),
        inline,
        files,
        shown.widgets());
  }

  /** How many messages it becomes. */
  public int parts() {
    return texts.size() + files.size();
  }

  /** Whether this part is a file. */
  public boolean isFile(int part) {
    return part >= texts.size();
  }

  /** The file that this part is. */
  public Attachment file(int part) {
    return files.get(part - texts.size());
  }

  /** Whether widgets and inline attachments stand with this part. */
  public boolean isLastText(int part) {
    return part == texts.size() - 1;
  }

  /** A line of text that leads to an attachment. */
  public static String link(Attachment attachment) {
    return attachment.label().equals(attachment.url())
        ? attachment.url()
        : attachment.label() + ": " + attachment.url();
  }
}
