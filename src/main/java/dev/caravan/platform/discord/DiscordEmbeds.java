package dev.caravan.platform.discord;

import dev.caravan.message.Attachment;
import dev.caravan.platform.Labels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Images as Discord shows them by their address: each an embed of the message. */
final class DiscordEmbeds {
  /** Embeds of one message (Discord's documentation, Create Message). */
  private static final int MOST = 10;

  /** Of an image's address and of what it is said to show (discord-api-spec, RichEmbedImage). */
  private static final int LONGEST_URL = 2048;

  private static final int LONGEST_DESCRIPTION = 4096;

  private DiscordEmbeds() {}

  /** Those that a message can show; the others stay links. */
  static List<Attachment> showable(List<Attachment> attachments) {
    return attachments.stream()
        .filter(a -> a.image() && DiscordComponents.address(a.url(), LONGEST_URL))
        .distinct()
        .limit(MOST)
        .toList();
  }

  static List<Object> of(List<Attachment> images) {
    return images.stream().distinct().map(DiscordEmbeds::embed).toList();
  }

  private static Object embed(Attachment attachment) {
    Map<String, Object> image = new LinkedHashMap<>();
    image.put("url", attachment.url());
    String shows = attachment.altText() == null ? attachment.name() : attachment.altText();
    if (shows != null && !shows.isBlank()) {
      image.put("description", Labels.cut(shows, LONGEST_DESCRIPTION));
    }
    return Map.of("image", image);
  }
}
