package dev.caravan.platform.whatsapp;

import dev.caravan.message.Attachment;
import dev.caravan.platform.Labels;
import dev.caravan.platform.Written.Place;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Attachments that WhatsApp fetches by their address, each a message of its own.
 *
 * <p>What is of no type that it takes (developers.facebook.com, WhatsApp, media: supported types)
 * would be accepted and fail later, so it stays a link.
 */
final class Media {
  /** Characters of a caption (OpenAPI of business messaging v23.0, MediaObject). */
  private static final int CAPTION = 1024;

  private static final Set<String> IMAGES = Set.of("image/jpeg", "image/png");

  private static final Set<String> DOCUMENTS =
      Set.of(
          "text/plain",
          "application/pdf",
          "application/msword",
          "application/vnd.ms-excel",
          "application/vnd.ms-powerpoint",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "application/vnd.openxmlformats-officedocument.presentationml.presentation");

  private static final Set<String> IMAGE_ENDINGS = Set.of("jpg", "jpeg", "png");

  private static final Set<String> DOCUMENT_ENDINGS =
      Set.of("txt", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx");

  private Media() {}

  static Place place(Attachment attachment) {
    return isImage(attachment) || isDocument(attachment) ? Place.FILE : Place.LINK;
  }

  static boolean isImage(Attachment attachment) {
    return is(attachment, IMAGES, IMAGE_ENDINGS);
  }

  private static boolean isDocument(Attachment attachment) {
    return is(attachment, DOCUMENTS, DOCUMENT_ENDINGS);
  }

  private static boolean is(Attachment attachment, Set<String> types, Set<String> endings) {
    if (attachment.mimeType() != null) {
      String type = attachment.mimeType().replaceAll(";.*", "").strip();
      return types.contains(type.toLowerCase(Locale.ROOT));
    }
    String file = file(attachment);
    return endings.contains(file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }

  /** The object of an image's or a document's message. */
  static Map<String, Object> object(Attachment attachment) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("link", attachment.url());
    String name = attachment.name();
    String caption = attachment.altText();
    if (isImage(attachment)) {
      caption = caption == null ? name : caption;
    } else {
      // Its ending chooses the icon that people see.
      object.put("filename", name == null ? file(attachment) : name);
    }
    if (caption != null && !caption.isBlank()) {
      object.put("caption", Labels.cut(caption, CAPTION));
    }
    return object;
  }

  /** The last piece of the address's path. */
  private static String file(Attachment attachment) {
    String path = attachment.url().replaceAll("[?#].*", "");
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
