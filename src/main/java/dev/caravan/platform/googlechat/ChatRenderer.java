package dev.caravan.platform.googlechat;

import dev.caravan.message.Content;
import dev.caravan.message.Delivery;
import dev.caravan.message.Message;
import dev.caravan.platform.Connection;
import dev.caravan.store.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes one part of a message as a Message of the Chat API. */
final class ChatRenderer {
  private ChatRenderer() {}

  /** The body of spaces.messages.create. */
  static String post(Delivery delivery, Connection connection) {
    Map<String, Object> body = said(delivery, connection);
    thread(delivery.message()).ifPresent(thread -> body.put("thread", thread));
    return Json.write(body);
  }

  /** The body of spaces.messages.patch. */
  static String edit(Delivery delivery, Connection connection) {
    return Json.write(said(delivery, connection));
  }

  /**
   * Where the message goes within its space: into the thread that its target names, else into that
   * of the message it answers to; empty where it begins one.
   *
   * <p>It quotes nothing: a quotation names the time of the quoted one's last change, and is
   * refused once that one was changed again (Chat API v1, QuotedMessageMetadata).
   */
  static Optional<Map<String, Object>> thread(Message message) {
    String named = message.target().threadId();
    if (named != null) {
      return Optional.of(Map.of(ChatNames.isThread(named) ? "name" : "threadKey", named));
    }
    return Optional.ofNullable(message.content().extras().answers())
        .flatMap(ChatNames::threadOf)
        .map(name -> Map.of("name", name));
  }

  private static Map<String, Object> said(Delivery delivery, Connection connection) {
    Content content = delivery.message().content();
    ChatText text = ChatText.of(content);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("text", text.part(delivery));
    if (text.written().isLastText(delivery.part())) {
      List<Object> cards = ChatCards.of(delivery, text.written(), connection);
      if (!cards.isEmpty()) {
        body.put("cardsV2", cards);
      }
    }
    return body;
  }
}
