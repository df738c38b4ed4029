package dev.caravan.sandbox.teams;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sandbox.OfferedAction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What of a card can be pressed or chosen. */
final class TeamsPresses {
  private final List<OfferedAction> offered = new ArrayList<>();
  private final Set<String> inputs = new HashSet<>();

  /** Takes a choice in; whether it is whole. */
  boolean choices(JsonNode input) {
    String id = input.path("id").asText();
    inputs.add(id);
    boolean whole = !id.isEmpty() && !input.path("choices").isEmpty();
    for (JsonNode choice : input.path("choices")) {
      String title = choice.path("title").asText();
      String value = choice.path("value").asText();
      whole &= !title.isEmpty() && !value.isEmpty();
      offered.add(new OfferedAction("option", id, title, value));
    }
    return whole;
  }

  /** Takes an action in; whether it is known and whole. */
  boolean action(JsonNode action) {
    String title = action.path("title").asText();
    return switch (action.path("type").asText()) {
      case "Action.Submit", "Action.Execute" -> {
        submit(title, action.path("data"));
        yield !title.isEmpty();
      }
      case "Action.OpenUrl" -> {
        String url = action.path("url").asText();
        offered.add(new OfferedAction("link", /* id= */ null, title, url));
        yield !title.isEmpty() && !url.isEmpty();
      }
      case "Action.ShowCard", "Action.ToggleVisibility" -> true;
      default -> false;
    };
  }

  /** One that sends a choice off is a part of that choice. */
  private void submit(String title, JsonNode data) {
    String token = data.path("token").asText(data.toString());
    if (!inputs.contains(token)) {
      offered.add(new OfferedAction("button", /* id= */ null, title, token));
    }
  }

  List<OfferedAction> offered() {
    return List.copyOf(offered);
  }
}
