package dev.caravan.platform.googlechat;

import dev.caravan.message.Action;
import dev.caravan.message.Attachment;
import dev.caravan.message.Delivery;
import dev.caravan.message.Message;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Labels;
import dev.caravan.platform.Tokens;
import dev.caravan.platform.Written;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The card under a message: its images, and below them its buttons and its select. */
final class ChatCards {
  /** In bytes; no address of a hub comes near it. */
  static final int LONGEST_FUNCTION = 150;

  /** How a press is named in the event that it brings back. */
  private static final String FUNCTION = "press";

  /** Google's own red (Material, red 600); there is no style for what destroys. */
  private static final Map<String, Double> RED = Map.of("red", 0.9, "green", 0.22, "blue", 0.21);

  private final Message message;
  private final String function;
  private final List<Object> widgets = new ArrayList<>();

  private ChatCards(Message message, String function) {
    this.message = message;
    this.function = function;
  }

  /** The field {@code cardsV2}; empty where there is nothing to show. */
  static List<Object> of(Delivery delivery, Written written, Connection connection) {
    ChatCards cards = new ChatCards(delivery.message(), function(connection));
    if (!delivery.asText()) {
      written.inline().forEach(image -> cards.widgets.add(image(image)));
    }
    cards.actions(written.widgets());
    return cards.widgets.isEmpty()
        ? List.of()
        : List.of(
            Map.of(
                "cardId",
                "message",
                "card",
                Map.of("sections", List.of(Map.of("widgets", cards.widgets)))));
  }

  /**
   * A name will do for a Chat app; one that was made as a Workspace add-on calls an address (Chat
   * API v1, GoogleAppsCardV1Action), which is the audience of what it posts to the hub.
   */
  private static String function(Connection connection) {
    String audience = connection.endpoint().credentials().getOrDefault("audience", "");
    return audience.startsWith("https://") && ChatMarkup.bytes(audience) <= LONGEST_FUNCTION
        ? audience
        : FUNCTION;
  }

  private static Object image(Attachment image) {
    return Map.of(
        "image",
        Map.of("imageUrl", image.url(), "altText", Labels.cut(image.label(), CardPlan.NAME)));
  }

  /** Buttons that follow each other stand in one list, which breaks its lines by itself. */
  private void actions(List<Action> actions) {
    List<Object> buttons = new ArrayList<>();
    for (Action action : actions) {
      if (action instanceof Action.Button button) {
        if (buttons.isEmpty()) {
          widgets.add(Map.of("buttonList", Map.of("buttons", buttons)));
        }
        buttons.add(button(button));
      } else if (action instanceof Action.Select select) {
        buttons = new ArrayList<>();
        widgets.add(Map.of("selectionInput", select(select)));
      }
    }
  }

  private Object button(Action.Button button) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("text", Labels.cut(button.label(), CardPlan.BUTTON_LABEL));
    switch (button.style()) {
      case PRIMARY -> shown.put("type", "FILLED");
      case DANGER -> shown.put("color", RED);
      case DEFAULT -> {
        // As Chat shows a button.
      }
    }
    shown.put(
        "onClick",
        button.url() == null
            ? Map.of("action", press(button))
            : Map.of("openLink", Map.of("url", button.url())));
    return shown;
  }

  /** A choice is brought back at once, without a button to send it. */
  private Object select(Action.Select select) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("name", Tokens.of(message, select));
    shown.put("label", Labels.cut(select.label(), CardPlan.NAME));
    shown.put("type", "DROPDOWN");
    shown.put("items", select.options().stream().map(option -> item(select, option)).toList());
    shown.put("onChangeAction", press(select));
    return shown;
  }

  private Object item(Action.Select select, Action.Option option) {
    return Map.of(
        "text",
        Labels.cut(option.label(), CardPlan.OPTION_LABEL),
        "value",
        Tokens.of(message, select, option));
  }

  private Object press(Action action) {
    return Map.of(
        "function",
        function,
        "parameters",
        List.of(Map.of("key", "token", "value", Tokens.of(message, action))));
  }
}
