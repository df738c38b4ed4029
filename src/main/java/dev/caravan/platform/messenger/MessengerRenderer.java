package dev.caravan.platform.messenger;

import dev.caravan.message.Action;
import dev.caravan.message.Attachment;
import dev.caravan.message.Content;
import dev.caravan.message.Delivery;
import dev.caravan.message.PlatformTemplate;
import dev.caravan.platform.Labels;
import dev.caravan.platform.Written;
import dev.caravan.platform.graph.GraphTemplate;
import dev.caravan.store.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Writes one part of a message as the body of POST /{page}/messages. */
final class MessengerRenderer {
  private MessengerRenderer() {}

  /**
   * A content with a template is the template, as a utility message: the one kind that an automat
   * may send outside of the window (developers.facebook.com, Messenger Platform, utility messages).
   */
  static String post(Delivery delivery) {
    Content content = delivery.message().content();
    PlatformTemplate template = content.extras().template();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("recipient", Map.of("id", delivery.recipientId()));
    body.put("messaging_type", template == null ? "RESPONSE" : "UTILITY");
    String answers = content.extras().answers();
    if (template == null && answers != null && delivery.part() == 0) {
      body.put("reply_to", Map.of("mid", answers));
    }
    Map<String, Object> message = new LinkedHashMap<>();
    if (template == null) {
      say(delivery, MessengerText.written(content), message);
    } else {
      message.put("template", GraphTemplate.of(template));
    }
    // Comes back with the echo, and tells of a message whose answer was lost.
    message.put("metadata", delivery.key());
    body.put("message", message);
    return Json.write(body);
  }

  private static void say(Delivery delivery, Written written, Map<String, Object> message) {
    if (written.isFile(delivery.part())) {
      file(delivery, written.file(delivery.part()), message);
      return;
    }
    String source = written.texts().get(delivery.part());
    if (!written.isLastText(delivery.part()) || written.widgets().isEmpty()) {
      message.put("text", MessengerText.said(delivery, source, MessengerPlatform.TEXT_LIMIT));
    } else if (written.widgets().get(0) instanceof Action.Select select) {
      message.put("text", MessengerText.said(delivery, source, MessengerPlatform.TEXT_LIMIT));
      message.put("quick_replies", Widgets.quickReplies(delivery.message(), select));
    } else {
      String text = MessengerText.said(delivery, source, WidgetKind.BUTTONS.textLimit());
      message.put("attachment", Widgets.template(text, delivery.message(), written.widgets()));
    }
  }

  /** A file that Messenger could not fetch goes once more, as its address. */
  private static void file(Delivery delivery, Attachment file, Map<String, Object> message) {
    if (delivery.asText()) {
      message.put("text", Labels.cut(Written.link(file), MessengerPlatform.TEXT_LIMIT));
    } else {
      message.put("attachment", object(file));
    }
  }

  private static Map<String, Object> object(Attachment attachment) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", isImage(attachment) ? "image" : "file");
    object.put("payload", Map.of("url", attachment.url()));
    return object;
  }

  /** JPEG, PNG and GIF (developers.facebook.com, Messenger Platform, sending attachments). */
  private static boolean isImage(Attachment attachment) {
    String mimeType = attachment.mimeType();
    if (mimeType != null) {
      return mimeType.toLowerCase(Locale.ROOT).matches("image/(jpeg|png|gif)\\b.*");
    }
    return attachment.image() && !attachment.url().matches("(?i).*\\.webp([?#].*)?");
  }
}
