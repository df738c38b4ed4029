package dev.caravan.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sandbox.OfferedAction;
import java.util.ArrayList;
import java.util.List;

/** The buttons and options that blocks which passed their checks show. */
final class SlackActions {
  private final List<OfferedAction> offered = new ArrayList<>();

  private SlackActions() {}

  static List<OfferedAction> of(JsonNode blocks) {
    SlackActions actions = new SlackActions();
    for (JsonNode block : blocks) {
      block.path("elements").forEach(actions::element);
      actions.element(block.path("accessory"));
    }
    return List.copyOf(actions.offered);
  }

  private void element(JsonNode element) {
    String id = element.path("action_id").textValue();
    switch (element.path("type").asText()) {
      case "button" -> {
        boolean link = element.has("url");
        offered.add(
            new OfferedAction(
                link ? "link" : "button",
                id,
                element.path("text").path("text").asText(),
                element.path(link ? "url" : "value").asText()));
      }
      case "static_select" -> {
        for (JsonNode option : element.path("options")) {
          offered.add(
              new OfferedAction(
                  "option",
                  id,
                  option.path("text").path("text").asText(),
                  option.path("value").asText()));
        }
      }
      default -> {
        // Everything else offers nothing that the hub renders.
      }
    }
  }
}
