package dev.caravan.platform.line;

import dev.caravan.message.Attachment;
import dev.caravan.message.Content;
import dev.caravan.message.Delivery;
import dev.caravan.message.Mention;
import dev.caravan.platform.Written;
import dev.caravan.store.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes one part of a message as the body of a push. */
final class LineRenderer {
  private LineRenderer() {}

  /** The body; a bubble with the actions follows the last text within the same push. */
  static String push(Delivery delivery) {
    Content content = delivery.message().content();
    Written written = LineText.written(content);
    int part = delivery.part();
    List<Object> messages = new ArrayList<>();
    if (written.isFile(part)) {
      messages.add(image(written.file(part)));
    } else {
      boolean first = part == 0 && takesMentions(delivery.recipientId());
      messages.add(
          text(
              LineText.said(content, written.texts().get(part)),
              first ? LineText.mentions(content) : List.of()));
      if (written.isLastText(part) && !written.widgets().isEmpty()) {
        messages.add(LineBubble.of(delivery.message(), written.widgets()));
      }
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("to", delivery.recipientId());
    body.put("messages", messages);
    return Json.write(body);
  }

  /** Groups and rooms alone (developers.line.biz, text message (v2), mention object). */
  private static boolean takesMentions(String recipientId) {
    return !recipientId.startsWith("U");
  }

  private static Object text(String text, List<Mention> mentions) {
    Map<String, Object> message = new LinkedHashMap<>();
    if (mentions.isEmpty()) {
      message.put("type", "text");
      message.put("text", text);
      return message;
    }
    StringBuilder before = new StringBuilder();
    Map<String, Object> substitution = new LinkedHashMap<>();
    for (Mention mention : mentions) {
      String key = "m" + (substitution.size() + 1);
      before.append('{').append(key).append("} ");
      substitution.put(key, Map.of("type", "mention", "mentionee", mentionee(mention)));
    }
    message.put("type", "textV2");
    message.put("text", before + text.replace("{", "{{").replace("}", "}}"));
    message.put("substitution", substitution);
    return message;
  }

  private static Object mentionee(Mention mention) {
    return mention.mass() ? Map.of("type", "all") : Map.of("type", "user", "userId", mention.id());
  }

  /** The image is its own preview; LINE shows the large one where the small one does not load. */
  private static Object image(Attachment attachment) {
    String url = LineAddress.of(attachment.url(), LineAddress.LONGEST_IMAGE).orElseThrow();
    return Map.of("type", "image", "originalContentUrl", url, "previewImageUrl", url);
  }
}
