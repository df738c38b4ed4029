package dev.caravan.platform.line;

import dev.caravan.message.Action;
import dev.caravan.message.Attachment;
import dev.caravan.message.Content;
import dev.caravan.message.Format;
import dev.caravan.message.Mention;
import dev.caravan.platform.Shown;
import dev.caravan.platform.Written;
import dev.caravan.platform.Written.Place;
import dev.caravan.platform.text.Measure;
import dev.caravan.platform.text.PlainDialect;
import dev.caravan.platform.text.Splitter;
import java.util.List;
import java.util.regex.Pattern;

/** The text of a content as LINE gets it, and what stands with it. */
final class LineText {
  /** Mentions of one message (developers.line.biz, text message (v2), mention object). */
  private static final int MOST_MENTIONS = 20;

  /** A placeholder, or the at sign, the name of up to 20 characters and the space it becomes. */
  private static final int MENTION_ROOM = 32;

  private static final Splitter WITHOUT_MENTIONS =
      new Splitter(LinePlatform.TEXT_LIMIT, Character::charCount);

  private static final Pattern USER = Pattern.compile("U[0-9a-f]{32}");

  /** What LINE takes for an image (developers.line.biz, image message). */
  private static final Pattern IMAGE_TYPE = Pattern.compile("image/(png|jpe?g)");

  private LineText() {}

  static Written written(Content content) {
    Splitter splitter =
        mentions(content).isEmpty()
            ? WITHOUT_MENTIONS
            : new Splitter(limit(content), LineText::braced);
    return Written.of(content, splitter, shown(content), List.of(), LineText::place);
  }

  /** The text of one part: mere text, for LINE knows no markup. */
  static String said(Content content, String source) {
    if (content.format() == Format.PLAIN) {
      return source;
    }
    Measure measure = mentions(content).isEmpty() ? Character::charCount : LineText::braced;
    return PlainDialect.of(source, limit(content), measure);
  }

  /** Those of the content's mentions that LINE knows, each once; a crowd is everyone. */
  static List<Mention> mentions(Content content) {
    return content.extras().mentions().stream()
        .filter(m -> m.mass() || USER.matcher(m.id()).matches())
        .map(m -> m.mass() ? new Mention(Mention.Kind.EVERYONE, "") : m)
        .filter(m -> m.kind() != Mention.Kind.ROLE)
        .distinct()
        .limit(MOST_MENTIONS)
        .toList();
  }

  private static int limit(Content content) {
    return LinePlatform.TEXT_LIMIT - MENTION_ROOM * mentions(content).size();
  }

  /** A text with mentions has its braces doubled. */
  private static int braced(int codePoint) {
    return codePoint == '{' || codePoint == '}' ? 2 : Character.charCount(codePoint);
  }

  /** A select becomes a button for each of its entries; what LINE could not open becomes text. */
  private static Shown shown(Content content) {
    return Shown.of(
        content.actions(),
        LinePlatform.ACTIONS,
        action -> {
          if (action instanceof Action.Select select) {
            return select.options().size();
          }
          String url = ((Action.Button) action).url();
          return url == null || LineAddress.of(url, LineAddress.LONGEST_LINK).isPresent()
              ? 1
              : Integer.MAX_VALUE;
        });
  }

  private static Place place(Attachment attachment) {
    String type = attachment.mimeType();
    boolean image =
        type != null
            ? IMAGE_TYPE.matcher(type).matches()
            : attachment.image() && !attachment.url().matches("(?i).*\\.(gif|webp)([?#].*)?");
    return image
            && attachment.url().startsWith("https://")
            && LineAddress.of(attachment.url(), LineAddress.LONGEST_IMAGE).isPresent()
        ? Place.FILE
        : Place.LINK;
  }
}
