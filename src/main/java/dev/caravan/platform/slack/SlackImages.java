package dev.caravan.platform.slack;

import dev.caravan.message.Attachment;
import dev.caravan.message.Content;
import dev.caravan.platform.Labels;
import dev.caravan.platform.Written;
import dev.caravan.platform.Written.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The images that Slack shows by their address; lengths by node-slack-sdk, types/block-kit. */
final class SlackImages {
  private static final int URL = 3_000;
  private static final int ALT_TEXT = 2_000;
  private static final int TITLE = 2_000;

  /** A message has 50 blocks, of which text and actions take a few. */
  private static final int MOST = 40;

  private SlackImages() {}

  /** Images stand in the message, everything else is a link. */
  static Function<Attachment, Place> places(Content content) {
    List<Attachment> shown =
        content.extras().attachments().stream().filter(SlackImages::shows).limit(MOST).toList();
    return attachment -> shown.contains(attachment) ? Place.INLINE : Place.LINK;
  }

  /** Whether any attachment of the content stands in its message. */
  static boolean any(Content content) {
    return content.extras().attachments().stream().anyMatch(SlackImages::shows);
  }

  /** Slack takes png, jpg, jpeg and gif (docs.slack.dev, image block). */
  private static boolean shows(Attachment attachment) {
    String type = attachment.mimeType();
    String path = attachment.url().replaceAll("[?#].*", "").toLowerCase(Locale.ROOT);
    return attachment.url().length() <= URL
        && (type == null
            ? path.matches(".*\\.(png|jpe?g|gif)")
            : type.matches("image/(png|jpe?g|gif)"));
  }

  static Object block(Attachment image) {
    Map<String, Object> block = new LinkedHashMap<>();
    block.put("type", "image");
    block.put("image_url", image.url());
    String alt = image.altText() == null ? image.label() : image.altText();
    block.put("alt_text", Labels.cut(alt, ALT_TEXT));
    if (image.name() != null) {
      block.put("title", SlackBlocks.plain(Labels.cut(image.name(), TITLE)));
    }
    return block;
  }

  /** The same as text, for an image that Slack could not fetch. */
  static Object link(Attachment image) {
    return SlackBlocks.section(
        SlackBlocks.plain(Labels.cut(Written.link(image), SlackPlatform.SECTION_LIMIT)));
  }
}
