package dev.caravan.platform.teams;

import dev.caravan.message.Attachment;
import dev.caravan.store.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Images that a card shows: PNG, JPEG and GIF by https (learn.microsoft.com, types of cards,
 * "Inline card images"). Everything else is a link, for a file of a bot's needs the reader's
 * consent first ("Send and receive files").
 */
final class TeamsImages {
  /** In UTF-16 units of the card. */
  private static final int ROOM = 3_600;

  /** What an image's frame takes of it. */
  private static final int FRAME = 60;

  private static final Set<String> TYPES = Set.of("image/png", "image/jpeg", "image/gif");

  private TeamsImages() {}

  /** Those that the card can show and has room for, in their order. */
  static List<Attachment> fitting(List<Attachment> attachments) {
    List<Attachment> images = new ArrayList<>();
    int room = ROOM;
    for (Attachment attachment : attachments) {
      int alt = Json.write(alt(attachment)).length();
      int size = FRAME + TeamsLink.of(attachment.url()).length() + alt;
      if (shown(attachment) && size <= room) {
        images.add(attachment);
        room -= size;
      }
    }
    return images;
  }

  static List<Map<String, Object>> elements(List<Attachment> images) {
    return images.stream().map(TeamsImages::element).toList();
  }

  private static Map<String, Object> element(Attachment image) {
    Map<String, Object> element = new LinkedHashMap<>();
    element.put("type", "Image");
    element.put("url", TeamsLink.of(image.url()));
    element.put("altText", alt(image));
    return element;
  }

  private static String alt(Attachment image) {
    if (image.altText() != null) {
      return image.altText();
    }
    return image.name() == null ? "" : image.name();
  }

  private static boolean shown(Attachment attachment) {
    String ending = attachment.url().replaceAll("[?#].*", "");
    boolean kind =
        attachment.mimeType() == null
            ? ending.matches("(?i).*\\.(png|jpe?g|gif)")
            : TYPES.contains(attachment.mimeType());
    return kind && attachment.url().startsWith("https://");
  }
}
