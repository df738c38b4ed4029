package dev.caravan.sandbox.teams;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Whom entities notify ("Channel and group chat conversations", add mentions). */
final class TeamsMentions {
  private TeamsMentions() {}

  /** The ids of those whose entity repeats a part of the text; the other entities are ignored. */
  static List<String> notified(JsonNode entities, String text) {
    List<String> ids = new ArrayList<>();
    for (JsonNode entity : entities) {
      String words = entity.path("text").asText();
      String id = entity.path("mentioned").path("id").asText();
      boolean mention = entity.path("type").asText().equalsIgnoreCase("mention");
      if (mention && !id.isEmpty() && words.startsWith("<at>") && text.contains(words)) {
        ids.add(id);
      }
    }
    return ids;
  }
}
