package dev.caravan.platform.discord;

import dev.caravan.message.Attachment;
import dev.caravan.message.Content;
import dev.caravan.message.Format;
import dev.caravan.message.Mention;
import dev.caravan.platform.Shown;
import dev.caravan.platform.Written;
import dev.caravan.platform.Written.Place;
import dev.caravan.platform.text.Measure;
import dev.caravan.platform.text.Splitter;
import java.util.List;

/** The text of a content as Discord gets it: with what its message cannot show, cut to parts. */
final class DiscordText {
  /** The first line of a part may begin with a mark that has to be escaped. */
  private static final int FIRST_LINE = 1;

  private DiscordText() {}

  static Written written(Content content) {
    boolean mass = content.extras().mentions().stream().anyMatch(Mention::mass);
    Measure measure = codePoint -> cost(codePoint, mass);
    List<Attachment> images = DiscordEmbeds.showable(content.extras().attachments());
    return Written.of(
        content,
        new Splitter(limit(content) - FIRST_LINE, measure),
        Shown.of(content.actions(), DiscordPlatform.ACTIONS, DiscordComponents::places),
        List.of(),
        attachment -> images.contains(attachment) ? Place.INLINE : Place.LINK);
  }

  /** One part in Discord's Markdown; {@code quiet} where its links may show no preview. */
  static String said(Content content, String source, boolean quiet) {
    return content.format() == Format.MARKDOWN
        ? DiscordDialect.of(source, limit(content), quiet)
        : DiscordScript.plain(source, quiet);
  }

  /** The most code points that a part of this content may have, its mentions left out. */
  private static int limit(Content content) {
    return DiscordPlatform.TEXT_LIMIT - DiscordMentions.of(content).room();
  }

  /**
   * How long a character may become: by an escape, by the angle brackets around an address, by the
   * escape of a mark that begins a line, or by a word joiner within {@code @everyone}.
   */
  private static int cost(int codePoint, boolean mass) {
    return switch (codePoint) {
      case '\\', '*', '_', '~', '|', '`', '[', '<', '\n', '\r' -> 2;
      case ':' -> 3;
      case '@' -> mass ? 2 : 1;
      default -> 1;
    };
  }
}
