package dev.caravan.platform.slack;

import dev.caravan.message.Content;
import dev.caravan.platform.Shown;
import dev.caravan.platform.Written;
import dev.caravan.platform.text.Splitter;
import java.util.List;

/** The text of a content as Slack gets it: what its actions leave to text, and cut to parts. */
final class SlackText {
  /** Each character counts as long as it is once escaped, for that is what Slack counts. */
  private static final Splitter MESSAGE = new Splitter(SlackPlatform.TEXT_LIMIT, SlackText::cost);

  private static final Splitter SECTION =
      new Splitter(SlackPlatform.SECTION_LIMIT, SlackText::cost);

  private SlackText() {}

  static Written written(Content content) {
    Splitter splitter = stands(content) ? SECTION : MESSAGE;
    return Written.of(
        content,
        splitter.leaving(SlackMentions.of(content).length()),
        shown(content),
        List.of(),
        SlackImages.places(content));
  }

  /** Every button and every select is one element of the actions block. */
  private static Shown shown(Content content) {
    return Shown.of(content.actions(), SlackPlatform.ACTIONS, action -> 1);
  }

  /** The most that a part of this content may measure. */
  static int limit(Content content) {
    return stands(content) ? SlackPlatform.SECTION_LIMIT : SlackPlatform.TEXT_LIMIT;
  }

  /**
   * Whether a part of it may stand in a section: beside actions and images, and a plain text beside
   * mentions, which Slack reads in mrkdwn alone.
   */
  private static boolean stands(Content content) {
    return !content.actions().isEmpty()
        || SlackImages.any(content)
        || !content.extras().mentions().isEmpty();
  }

  /** Slack's three special characters as the text itself (docs.slack.dev, formatting). */
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static int cost(int codePoint) {
    return switch (codePoint) {
      case '&' -> 5;
      case '<', '>' -> 4;
      default -> Character.charCount(codePoint);
    };
  }
}
