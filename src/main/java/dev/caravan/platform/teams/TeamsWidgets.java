package dev.caravan.platform.teams;

import dev.caravan.message.Action;
import dev.caravan.message.Message;
import dev.caravan.platform.Labels;
import dev.caravan.platform.Tokens;
import dev.caravan.store.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Buttons and selects of a card. A press brings back {@code {"token": …}}; that of a select also
 * brings the chosen entry's token, under the select's own (Adaptive Card schema 1.5, Action.Submit:
 * inputs are merged into its data by their ids).
 */
final class TeamsWidgets {
  /** In UTF-16 units of the card; a button with a usual label takes less. */
  private static final int PLACE = 650;

  /** What is written around a button's label; twice as much around a select. */
  private static final int FRAME = 160;

  private static final int OPTION_FRAME = 40;

  /** A longer one is cut off by Teams itself ("Types of cards": on a single line). */
  private static final int LABEL = 80;

  private static final int OPTION = 100;

  /** A card of the Bot Framework shows six buttons ("Types of cards", hero card). */
  private static final int ROW = 6;

  private final Message message;
  private final List<Map<String, Object>> elements = new ArrayList<>();
  private final List<Map<String, Object>> row = new ArrayList<>();

  private TeamsWidgets(Message message) {
    this.message = message;
  }

  /** By what an action takes of the room of a card. */
  static int places(Action action) {
    int units = 0;
    if (action instanceof Action.Button button) {
      units = FRAME + size(label(button));
      units += button.url() == null ? 0 : TeamsLink.of(button.url()).length();
    } else if (action instanceof Action.Select select) {
      units = 2 * (FRAME + size(label(select)));
      for (Action.Option option : select.options()) {
        units += OPTION_FRAME + size(label(option));
      }
    }
    return 1 + (units - 1) / PLACE;
  }

  private static int size(String text) {
    return Json.write(text).length();
  }

  private static String label(Action.Button button) {
    return Labels.cut(button.label(), LABEL);
  }

  private static String label(Action.Select select) {
    return Labels.cut(select.label(), OPTION);
  }

  private static String label(Action.Option option) {
    return Labels.cut(option.label(), OPTION);
  }

  static List<Map<String, Object>> elements(Message message, List<Action> actions) {
    TeamsWidgets widgets = new TeamsWidgets(message);
    for (Action action : actions) {
      if (action instanceof Action.Button button) {
        widgets.button(button);
      } else if (action instanceof Action.Select select) {
        widgets.select(select);
      }
    }
    widgets.endRow();
    return widgets.elements;
  }

  private void button(Action.Button button) {
    if (row.size() == ROW) {
      endRow();
    }
    Map<String, Object> key = new LinkedHashMap<>();
    key.put("type", button.url() == null ? "Action.Submit" : "Action.OpenUrl");
    key.put("title", label(button));
    if (button.url() == null) {
      key.put("data", Map.of("token", Tokens.of(message, button)));
      // What is chosen in a select is no part of another button's press.
      key.put("associatedInputs", "none");
    } else {
      key.put("url", TeamsLink.of(button.url()));
    }
    switch (button.style()) {
      case PRIMARY -> key.put("style", "positive");
      case DANGER -> key.put("style", "destructive");
      case DEFAULT -> {}
    }
    row.add(key);
  }

  private void select(Action.Select select) {
    endRow();
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("type", "Input.ChoiceSet");
    input.put("id", Tokens.of(message, select));
    input.put("label", label(select));
    input.put("style", "compact");
    input.put("isRequired", true);
    input.put("errorMessage", label(select));
    input.put("choices", select.options().stream().map(o -> choice(select, o)).toList());
    elements.add(input);
    row.add(
        Map.of(
            "type",
            "Action.Submit",
            "title",
            "OK",
            "data",
            Map.of("token", Tokens.of(message, select))));
    endRow();
  }

  private Map<String, Object> choice(Action.Select select, Action.Option option) {
    return Map.of("title", label(option), "value", Tokens.of(message, select, option));
  }

  private void endRow() {
    if (!row.isEmpty()) {
      elements.add(Map.of("type", "ActionSet", "actions", List.copyOf(row)));
      row.clear();
    }
  }
}
