package dev.caravan.delivery;

import dev.caravan.message.Action;
import dev.caravan.message.Word;
import dev.caravan.store.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Actions as the row and the API write them: {@code type} tells a button from a select. */
public final class Actions {
  private Actions() {}

  /** The actions as a list of objects. */
  public static List<Map<String, Object>> shown(List<Action> actions) {
    return actions.stream().map(Actions::shown).toList();
  }

  /** The actions as a row has them. */
  public static String write(List<Action> actions) {
    return actions.isEmpty() ? "[]" : Json.write(shown(actions));
  }

  /** The actions of a row. */
  public static List<Action> read(String json) {
    if (json.equals("[]")) {
      return List.of();
    }
    List<Action> actions = new ArrayList<>();
    for (Object item : Json.list(json)) {
      actions.add(action((Map<?, ?>) item));
    }
    return actions;
  }

  private static Map<String, Object> shown(Action action) {
    Map<String, Object> row = new LinkedHashMap<>();
    if (action instanceof Action.Button button) {
      row.put("type", "button");
      row.put("id", button.id());
      row.put("label", button.label());
      row.put("style", button.style().word());
      row.put("url", button.url());
    } else if (action instanceof Action.Select select) {
      row.put("type", "select");
      row.put("id", select.id());
      row.put("label", select.label());
      row.put(
          "options",
          select.options().stream().map(o -> Map.of("id", o.id(), "label", o.label())).toList());
    }
    return row;
  }

  private static Action action(Map<?, ?> row) {
    if (text(row, "type").equals("button")) {
      return new Action.Button(
          text(row, "id"),
          text(row, "label"),
          Word.of(Action.Style.class, text(row, "style")),
          (String) row.get("url"));
    }
    List<Action.Option> options = new ArrayList<>();
    for (Object option : (List<?>) Objects.requireNonNull(row.get("options"))) {
      options.add(
          new Action.Option(text((Map<?, ?>) option, "id"), text((Map<?, ?>) option, "label")));
    }
    return new Action.Select(text(row, "id"), text(row, "label"), options);
  }

  private static String text(Map<?, ?> row, String key) {
    return (String) Objects.requireNonNull(row.get(key), () -> "An action's row has no " + key);
  }
}
