package dev.caravan.sandbox.googlechat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Arrival;
import dev.caravan.sandbox.Judged;
import dev.caravan.sandbox.googlechat.ChatErrors.Violation;
import dev.caravan.store.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a Message shows, or why it cannot. */
sealed interface ChatContent {
  /** Chat API v1, spaces.messages.create: in bytes, "including the message contents". */
  int LARGEST = 32_000;

  /** It can be shown. */
  record Fit(ChatSeen seen, ChatCards cards) implements ChatContent {
    Arrival.Beside beside() {
      return new Arrival.Beside(cards.actions(), seen.notified(), cards.images());
    }

    boolean blank() {
      return seen.text().isBlank() && cards.actions().isEmpty() && cards.images().isEmpty();
    }
  }

  /** It cannot. */
  record Unfit(Judged refusal) implements ChatContent {}

  /** Reads the body of a create or a patch. */
  static ChatContent read(ObjectNode message) {
    List<Violation> unreadable = ChatFields.violations(message);
    if (!unreadable.isEmpty()) {
      return new Unfit(ChatErrors.invalid(unreadable));
    }
    String text = message.path("text").asText("");
    JsonNode cards = message.path("cardsV2");
    int size = text.getBytes(StandardCharsets.UTF_8).length;
    if (!cards.isMissingNode()) {
      size += Json.bytes(cards).length;
    }
    if (size > LARGEST) {
      return new Unfit(
          ChatErrors.refused("INVALID_ARGUMENT", "Message is longer than " + LARGEST + " bytes"));
    }
    ChatCards shown = ChatCards.of(cards);
    return shown.violations().isEmpty()
        ? new Fit(ChatSeen.of(text), shown)
        : new Unfit(ChatErrors.invalid(shown.violations()));
  }
}
