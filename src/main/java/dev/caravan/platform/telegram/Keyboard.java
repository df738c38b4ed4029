package dev.caravan.platform.telegram;

import dev.caravan.message.Action;
import dev.caravan.message.Message;
import dev.caravan.platform.Labels;
import dev.caravan.platform.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An inline keyboard: two buttons a row, and a row for each entry of a select. */
final class Keyboard {
  /** A telephone shows two labels side by side and cuts off a third. */
  private static final int ROW = 2;

  /** No number is published; longer labels are not shown in full by any client. */
  private static final int LABEL = 64;

  private final List<List<Object>> rows = new ArrayList<>();
  private boolean open;

  private Keyboard() {}

  static Map<String, Object> of(Message message, List<Action> widgets) {
    Keyboard keyboard = new Keyboard();
    for (Action action : widgets) {
      if (action instanceof Action.Button button) {
        keyboard.besides(button(message, button));
      } else if (action instanceof Action.Select select) {
        select.options().forEach(o -> keyboard.row(option(message, select, o)));
      }
    }
    return Map.of("inline_keyboard", keyboard.rows);
  }

  private void besides(Object button) {
    if (open && rows.get(rows.size() - 1).size() < ROW) {
      rows.get(rows.size() - 1).add(button);
    } else {
      rows.add(new ArrayList<>(List.of(button)));
      open = true;
    }
  }

  private void row(Object button) {
    rows.add(List.of(button));
    open = false;
  }

  private static Object button(Message message, Action.Button button) {
    Map<String, Object> key = new LinkedHashMap<>();
    key.put("text", Labels.cut(button.label(), LABEL));
    if (button.url() == null) {
      key.put("callback_data", Tokens.of(message, button));
    } else {
      key.put("url", button.url());
    }
    if (button.style() != Action.Style.DEFAULT) {
      key.put("style", button.style().word());
    }
    return key;
  }

  private static Object option(Message message, Action.Select select, Action.Option option) {
    return Map.of(
        "text",
        Labels.cut(option.label(), LABEL),
        "callback_data",
        Tokens.of(message, select, option));
  }
}
