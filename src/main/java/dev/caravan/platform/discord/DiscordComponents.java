package dev.caravan.platform.discord;

import dev.caravan.message.Action;
import dev.caravan.message.Message;
import dev.caravan.platform.Labels;
import dev.caravan.platform.Tokens;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of buttons, and a row for each select.
 *
 * <p>Lengths and types by Discord's documentation, component reference.
 */
final class DiscordComponents {
  private static final int ACTION_ROW = 1;
  private static final int BUTTON = 2;
  private static final int STRING_SELECT = 3;

  /** The style of a button that is a link; such a one comes back to nobody. */
  private static final int LINK = 5;

  private static final int ROW = 5;
  private static final int BUTTON_LABEL = 80;
  private static final int BUTTON_URL = 512;
  private static final int OPTION_LABEL = 100;
  private static final int PLACEHOLDER = 150;

  /** More places than there are. */
  private static final int NEVER = Integer.MAX_VALUE;

  private DiscordComponents() {}

  /** How many places for buttons an action takes; more than there are where it cannot be shown. */
  static int places(Action action) {
    if (action instanceof Action.Button button) {
      return button.url() == null || address(button.url(), BUTTON_URL) ? 1 : NEVER;
    }
    return action instanceof Action.Select select && !select.options().isEmpty() ? ROW : NEVER;
  }

  /** Whether Discord takes this for an address: of http or https, with a host, not too long. */
  static boolean address(String url, int longest) {
    try {
      URI uri = new URI(url);
      return url.length() <= longest
          && uri.getHost() != null
          && ("http".equalsIgnoreCase(uri.getScheme())
              || "https".equalsIgnoreCase(uri.getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  static List<Object> rows(Message message, List<Action> widgets) {
    List<List<Object>> rows = new ArrayList<>();
    List<Object> buttons = new ArrayList<>();
    for (Action action : widgets) {
      if (action instanceof Action.Button button) {
        // A button behind a select fills up the buttons' last row, else five rows would not do.
        if (buttons.size() % ROW == 0) {
          buttons = new ArrayList<>();
          rows.add(buttons);
        }
        buttons.add(button(message, button));
      } else if (action instanceof Action.Select select) {
        rows.add(List.of(select(message, select)));
      }
    }
    return rows.stream().map(DiscordComponents::row).toList();
  }

  private static Object row(List<Object> components) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("type", ACTION_ROW);
    row.put("components", components);
    return row;
  }

  private static Object button(Message message, Action.Button button) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("type", BUTTON);
    shown.put("style", button.url() == null ? style(button.style()) : LINK);
    shown.put("label", Labels.cut(button.label(), BUTTON_LABEL));
    if (button.url() == null) {
      shown.put("custom_id", Tokens.of(message, button));
    } else {
      shown.put("url", button.url());
    }
    return shown;
  }

  private static int style(Action.Style style) {
    return switch (style) {
      case PRIMARY -> 1;
      case DEFAULT -> 2;
      case DANGER -> 4;
    };
  }

  private static Object select(Message message, Action.Select select) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("type", STRING_SELECT);
    shown.put("custom_id", Tokens.of(message, select));
    shown.put("placeholder", Labels.cut(select.label(), PLACEHOLDER));
    shown.put("options", select.options().stream().map(o -> option(message, select, o)).toList());
    return shown;
  }

  private static Object option(Message message, Action.Select select, Action.Option option) {
    return Map.of(
        "label",
        Labels.cut(option.label(), OPTION_LABEL),
        "value",
        Tokens.of(message, select, option));
  }
}
