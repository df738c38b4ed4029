package dev.caravan.platform.telegram;

import dev.caravan.message.Attachment;
import dev.caravan.platform.Labels;
import dev.caravan.platform.Written.Place;
import dev.caravan.platform.text.Mentions;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The files that Telegram fetches by their address: photos, and of documents GIF, PDF and ZIP alone
 * (Bot API 10.1, sending files). All others are links.
 */
final class TelegramFiles {
  /** Characters of a caption after its tags are read (Bot API 10.1, sendPhoto). */
  private static final int CAPTION = 1024;

  private static final String PHOTO = "photo";
  private static final String DOCUMENT = "document";

  private static final Map<String, String> BY_TYPE =
      Map.of(
          "image/jpeg", PHOTO,
          "image/png", PHOTO,
          "image/webp", PHOTO,
          "image/gif", DOCUMENT,
          "application/pdf", DOCUMENT,
          "application/zip", DOCUMENT);

  private static final Map<String, String> BY_ENDING =
      Map.of(
          "jpg", PHOTO, "jpeg", PHOTO, "png", PHOTO, "webp", PHOTO, "gif", DOCUMENT, "pdf",
          DOCUMENT, "zip", DOCUMENT);

  private TelegramFiles() {}

  static Place place(Attachment attachment) {
    return kind(attachment).isEmpty() ? Place.LINK : Place.FILE;
  }

  /** The method that sends it. */
  static String method(Attachment file) {
    return kind(file).equals(PHOTO) ? "sendPhoto" : "sendDocument";
  }

  /** Its fields in that method. */
  static Map<String, Object> sent(Attachment file) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(kind(file), file.url());
    caption(file, fields);
    return fields;
  }

  /** It as the medium that an edited message shows. */
  static Map<String, Object> media(Attachment file) {
    Map<String, Object> media = new LinkedHashMap<>();
    media.put("type", kind(file));
    media.put("media", file.url());
    caption(file, media);
    return media;
  }

  private static void caption(Attachment file, Map<String, Object> into) {
    if (!file.label().equals(file.url())) {
      into.put("caption", Labels.cut(Mentions.inert(file.label()), CAPTION));
    }
  }

  /** Empty for what Telegram does not fetch. */
  private static String kind(Attachment attachment) {
    String type = attachment.mimeType();
    if (type != null) {
      return BY_TYPE.getOrDefault(type.toLowerCase(Locale.ROOT), "");
    }
    String path = attachment.url().replaceAll("[?#].*", "").toLowerCase(Locale.ROOT);
    return BY_ENDING.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "");
  }
}
