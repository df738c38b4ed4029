package dev.caravan.platform.whatsapp;

import dev.caravan.message.Attachment;
import dev.caravan.message.Content;
import dev.caravan.message.Delivery;
import dev.caravan.message.PlatformTemplate;
import dev.caravan.platform.Labels;
import dev.caravan.platform.Written;
import dev.caravan.platform.graph.GraphTemplate;
import dev.caravan.store.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes one part of a message as the body of POST /{number}/messages. */
final class WhatsAppRenderer {
  private WhatsAppRenderer() {}

  /** A content with a template is the template; its text is the hub's own record. */
  static String post(Delivery delivery) {
    Content content = delivery.message().content();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("messaging_product", "whatsapp");
    body.put("recipient_type", "individual");
    body.put("to", delivery.recipientId());
    // Comes back with each status, and tells of a message whose answer was lost.
    body.put("biz_opaque_callback_data", delivery.key());
    PlatformTemplate template = content.extras().template();
    if (template != null) {
      say(body, "template", GraphTemplate.of(template));
    } else {
      answer(delivery, body);
      say(delivery, WhatsAppText.written(content), body);
    }
    return Json.write(body);
  }

  private static void answer(Delivery delivery, Map<String, Object> body) {
    String answers = delivery.message().content().extras().answers();
    if (answers != null && delivery.part() == 0) {
      body.put("context", Map.of("message_id", answers));
    }
  }

  private static void say(Delivery delivery, Written written, Map<String, Object> body) {
    int part = delivery.part();
    if (written.isFile(part)) {
      file(delivery, written.file(part), body);
      return;
    }
    String source = written.texts().get(part);
    if (written.isLastText(part) && !written.widgets().isEmpty()) {
      String text = WhatsAppText.said(delivery, source, WhatsAppText.BODY_LIMIT);
      say(body, "interactive", Interactive.of(text, delivery.message(), written.widgets()));
    } else {
      text(delivery, WhatsAppText.said(delivery, source, WhatsAppPlatform.TEXT_LIMIT), body);
    }
  }

  /** A file that WhatsApp could not fetch goes once more, as its address. */
  private static void file(Delivery delivery, Attachment file, Map<String, Object> body) {
    if (delivery.asText()) {
      text(delivery, Labels.cut(Written.link(file), WhatsAppPlatform.TEXT_LIMIT), body);
    } else {
      say(body, Media.isImage(file) ? "image" : "document", Media.object(file));
    }
  }

  private static void text(Delivery delivery, String said, Map<String, Object> body) {
    Map<String, Object> text = new LinkedHashMap<>();
    text.put("preview_url", delivery.message().content().extras().linkPreview());
    text.put("body", said);
    say(body, "text", text);
  }

  /** The type of a message is also the name of its object. */
  private static void say(Map<String, Object> body, String type, Object object) {
    body.put("type", type);
    body.put(type, object);
  }
}
