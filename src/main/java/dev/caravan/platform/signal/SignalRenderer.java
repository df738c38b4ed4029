package dev.caravan.platform.signal;

import dev.caravan.message.Content;
import dev.caravan.message.Deed;
import dev.caravan.message.Delivery;
import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.platform.NotSent;
import dev.caravan.store.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes one part of a message as the body of a call of signal-cli-rest-api. */
final class SignalRenderer {
  private SignalRenderer() {}

  /** The body of /v2/send, which posts and edits; {@code number} is the connection's own. */
  static String send(Delivery delivery, String number) {
    Content content = delivery.message().content();
    String source = SignalText.written(content).texts().get(delivery.part());
    SignalText text = SignalText.of(content, source);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("number", number);
    body.put("recipients", List.of(delivery.recipientId()));
    // Always named, for the server may have been told another usual one.
    body.put("text_mode", text.styled() ? "styled" : "normal");
    String before = "";
    if (delivery.part() == 0) {
      before = mention(delivery, body);
      SignalQuote.of(content.extras().answers(), number).ifPresent(quote -> quote.into(body));
    }
    body.put("message", before + text.written());
    if (content.extras().linkPreview()) {
      SignalPreview.of(text.seen()).ifPresent(preview -> body.put("link_preview", preview));
    }
    if (delivery.deed() instanceof Deed.Edit edit) {
      body.put("edit_timestamp", timestamp(edit.platformId()));
    }
    return Json.write(body);
  }

  /** The body of /v1/remote-delete. */
  static String recall(Delivery delivery, String platformId) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("recipient", delivery.recipientId());
    body.put("timestamp", timestamp(platformId));
    return Json.write(body);
  }

  /** Mentions are of a group's members; their places count UTF-16 units of the text as seen. */
  private static String mention(Delivery delivery, Map<String, Object> body) {
    if (!SignalAddress.isGroup(delivery.recipientId())) {
      return "";
    }
    List<Object> mentions = new ArrayList<>();
    StringBuilder before = new StringBuilder();
    for (String person : SignalText.mentions(delivery.message().content())) {
      Map<String, Object> mention = new LinkedHashMap<>();
      mention.put("start", before.length());
      mention.put("length", 1);
      mention.put("author", person);
      mentions.add(mention);
      before.append(SignalText.MENTIONED);
    }
    if (!mentions.isEmpty()) {
      body.put("mentions", mentions);
    }
    return before.toString();
  }

  private static long timestamp(String platformId) {
    if (!platformId.matches("\\d{1,18}")) {
      String why = "Signal names messages by their time, for example 1760000000123.";
      throw new NotSent(new Outcome.Rejected(Reason.REQUEST_REFUSED, why), why);
    }
    return Long.parseLong(platformId);
  }
}
