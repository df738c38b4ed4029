package dev.caravan.platform.teams;

import dev.caravan.message.Attachment;
import dev.caravan.message.Content;
import dev.caravan.platform.Shown;
import dev.caravan.platform.Written;
import dev.caravan.platform.Written.Place;
import dev.caravan.platform.text.Splitter;
import java.util.List;

/** The text of a content as Teams gets it: what its card leaves to text, and cut to parts. */
final class TeamsText {
  private TeamsText() {}

  static Written written(Content content) {
    Shown shown = Shown.of(content.actions(), TeamsPlatform.ACTIONS, TeamsWidgets::places);
    List<Attachment> images = TeamsImages.fitting(content.extras().attachments());
    boolean card = !shown.widgets().isEmpty() || !images.isEmpty();
    int limit = card ? TeamsPlatform.CARD_LIMIT : TeamsPlatform.TEXT_LIMIT;
    Splitter splitter = new Splitter(limit - TeamsMention.room(content), TeamsText::cost);
    return Written.of(
        content,
        splitter,
        shown,
        List.of(),
        attachment -> images.contains(attachment) ? Place.INLINE : Place.LINK);
  }

  /** UTF-16 units of a character once it is escaped, in XML or in JSON, whichever is longer. */
  private static int cost(int codePoint) {
    return switch (codePoint) {
      case '&', '\n' -> 5;
      case '<', '>' -> 4;
      case '"', '\\', '\t', '\r' -> 2;
      default -> codePoint < ' ' ? 6 : Character.charCount(codePoint);
    };
  }
}
