package dev.caravan.platform.teams;

import dev.caravan.message.Message;
import dev.caravan.platform.Written;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An Adaptive Card of version 1.5, the newest that Teams takes from bots (learn.microsoft.com,
 * "Types of cards"): the text, the images, and what can be pressed.
 *
 * <p>The text stands within: beside a card Teams makes two messages of an activity and names
 * neither ("Messages in bot conversations").
 */
final class TeamsCard {
  private TeamsCard() {}

  /** The attachment that is the card. */
  static Map<String, Object> of(
      Message message,
      Written written,
      List<Map<String, Object>> runs,
      List<TeamsMention> mentions) {
    List<Object> body = new ArrayList<>();
    Map<String, Object> card = new LinkedHashMap<>();
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    card.put("type", "AdaptiveCard");
    card.put("version", "1.5");
    card.put("body", body);
    if (!mentions.isEmpty()) {
      // Only a TextBlock mentions ("Format cards in Teams", mention support).
      String words = TeamsMention.words(mentions).strip();
      body.add(Map.of("type", "TextBlock", "text", words, "wrap", true));
      card.put("msteams", Map.of("entities", TeamsMention.entities(mentions)));
    }
    body.add(Map.of("type", "RichTextBlock", "inlines", runs));
    body.addAll(TeamsImages.elements(written.inline()));
    body.addAll(TeamsWidgets.elements(message, written.widgets()));
    return Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", card);
  }
}
