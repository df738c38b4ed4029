package dev.caravan.sandbox.googlechat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sandbox.OfferedAction;
import dev.caravan.sandbox.googlechat.ChatErrors.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the cards of a message show, and what is wrong with them, by the comments of
 * google.apps.card.v1 (card.proto); their fields have been checked before.
 */
final class ChatCards {
  /** Widgets beyond are ignored by the real one; the sandbox refuses. */
  private static final int MOST_WIDGETS = 100;

  private static final int MOST_ITEMS = 100;

  /** Of a widget one alone may be there; the rest of its fields say how it looks. */
  private static final Set<String> LOOKS =
      Set.of("horizontalAlignment", "visibility", "id", "eventActions");

  private final List<OfferedAction> actions = new ArrayList<>();
  private final List<String> images = new ArrayList<>();
  private final List<Violation> violations = new ArrayList<>();

  private ChatCards() {}

  static ChatCards of(JsonNode cardsV2) {
    ChatCards cards = new ChatCards();
    int at = 0;
    for (JsonNode one : cardsV2) {
      String path = "message.cards_v2[" + at++ + "]";
      if (cardsV2.size() > 1 && one.path("cardId").asText().isEmpty()) {
        cards.wrong(path + ".card_id", "Each of several cards needs a card_id.");
      }
      cards.card(one.path("card"), path + ".card");
    }
    return cards;
  }

  List<OfferedAction> actions() {
    return List.copyOf(actions);
  }

  List<String> images() {
    return List.copyOf(images);
  }

  List<Violation> violations() {
    return List.copyOf(violations);
  }

  private void card(JsonNode card, String path) {
    if (card.path("sections").isEmpty()) {
      wrong(path + ".sections", "Card must have at least one section.");
    }
    if (card.has("fixedFooter")) {
      wrong(path + ".fixed_footer", "Fixed footers are for dialogs.");
    }
    int section = 0;
    int widgets = 0;
    for (JsonNode one : card.path("sections")) {
      String at = path + ".sections[" + section++ + "]";
      widgets += one.path("widgets").size();
      int widget = 0;
      for (JsonNode shown : one.path("widgets")) {
        widget(shown, at + ".widgets[" + widget++ + "]");
      }
    }
    if (widgets > MOST_WIDGETS) {
      wrong(path, "Card has more than " + MOST_WIDGETS + " widgets.");
    }
  }

  private void widget(JsonNode widget, String path) {
    long kinds = widget.properties().stream().filter(f -> !LOOKS.contains(f.getKey())).count();
    if (kinds != 1) {
      wrong(path, "Widget must have exactly one kind of data.");
    }
    if (widget.has("image")) {
      image(widget.path("image").path("imageUrl").asText(), path + ".image.image_url");
    }
    int button = 0;
    for (JsonNode one : widget.path("buttonList").path("buttons")) {
      button(one, path + ".button_list.buttons[" + button++ + "]");
    }
    if (widget.has("selectionInput")) {
      select(widget.path("selectionInput"), path + ".selection_input");
    }
  }

  private void image(String url, String path) {
    if (!url.startsWith("https://")) {
      wrong(path, "Invalid URL: an image is shown from an HTTPS address.");
    }
    images.add(url);
  }

  private void button(JsonNode button, String path) {
    String text = button.path("text").asText();
    JsonNode click = button.path("onClick");
    if (text.isBlank() && !button.has("icon")) {
      wrong(path, "Button must have a text or an icon.");
    }
    if (click.size() != 1) {
      wrong(path + ".on_click", "OnClick must have exactly one action.");
    }
    if (click.has("openLink")) {
      String url = click.path("openLink").path("url").asText();
      if (!url.matches("https?://.+")) {
        wrong(path + ".on_click.open_link.url", "Invalid URL.");
      }
      actions.add(new OfferedAction("link", /* id= */ null, text, url));
    } else {
      JsonNode action = click.path("action");
      function(action, path + ".on_click.action");
      actions.add(
          new OfferedAction("button", action.path("function").asText(), text, parameter(action)));
    }
  }

  private void select(JsonNode select, String path) {
    String name = select.path("name").asText();
    if (name.isEmpty()) {
      wrong(path + ".name", "Selection input must have a name.");
    }
    int items = select.path("items").size();
    if (items < 1 || items > MOST_ITEMS) {
      wrong(path + ".items", "Selection input must have 1 to " + MOST_ITEMS + " items.");
    }
    if (select.has("onChangeAction")) {
      function(select.path("onChangeAction"), path + ".on_change_action");
    }
    for (JsonNode item : select.path("items")) {
      if (item.path("text").asText().isBlank() || item.path("value").asText().isEmpty()) {
        wrong(path + ".items", "Selection item must have a text and a value.");
      }
      actions.add(
          new OfferedAction(
              "option", name, item.path("text").asText(), item.path("value").asText()));
    }
  }

  private void function(JsonNode action, String path) {
    if (action.path("function").asText().isEmpty()) {
      wrong(path + ".function", "Action must have a function.");
    }
  }

  /** What a press brings back: the value of its first parameter. */
  private static String parameter(JsonNode action) {
    return action.path("parameters").path(0).path("value").asText();
  }

  private void wrong(String path, String why) {
    violations.add(new Violation(path, why));
  }
}
