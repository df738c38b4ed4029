package dev.caravan.platform.whatsapp;

import dev.caravan.message.Action;
import dev.caravan.message.Message;
import dev.caravan.platform.Labels;
import dev.caravan.platform.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A message with buttons, a list or a link under its text.
 *
 * <p>Lengths by Meta's OpenAPI of business messaging v23.0, ActionObject and SectionObject; that of
 * a link by developers.facebook.com, WhatsApp, interactive call-to-action URL button messages.
 */
final class Interactive {
  /** Titles of reply buttons, of the button that opens a list, and of a link. */
  static final int TITLE = 20;

  private static final int ROW_TITLE = 24;
  private static final int ROW_DESCRIPTION = 72;

  private Interactive() {}

  static Map<String, Object> of(String text, Message message, List<Action> widgets) {
    if (widgets.get(0) instanceof Action.Select select) {
      return object("list", text, list(message, select));
    }
    if (widgets.get(0) instanceof Action.Button link && link.url() != null) {
      return object("cta_url", text, link(link.label(), link.url()));
    }
    return object("button", text, Map.of("buttons", buttons(message, widgets)));
  }

  private static Map<String, Object> object(String type, String text, Object action) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", type);
    object.put("body", Map.of("text", text));
    object.put("action", action);
    return object;
  }

  private static List<Object> buttons(Message message, List<Action> widgets) {
    List<String> titles =
        titles(widgets.stream().map(action -> ((Action.Button) action).label()).toList());
    List<Object> buttons = new ArrayList<>();
    for (Action action : widgets) {
      Map<String, Object> reply = new LinkedHashMap<>();
      reply.put("id", Tokens.of(message, action));
      reply.put("title", titles.get(buttons.size()));
      buttons.add(Map.of("type", "reply", "reply", reply));
    }
    return buttons;
  }

  /** The labels cut to titles; no two alike, for WhatsApp refuses that. */
  private static List<String> titles(List<String> labels) {
    List<String> titles = new ArrayList<>();
    for (String label : labels) {
      String line = line(label);
      String title = Labels.cut(line, TITLE);
      for (int n = 2; titles.contains(title); n++) {
        title = Labels.cut(line, TITLE - 2) + " " + n;
      }
      titles.add(title);
    }
    return titles;
  }

  private static Map<String, Object> list(Message message, Action.Select select) {
    Map<String, Object> action = new LinkedHashMap<>();
    action.put("button", Labels.cut(line(select.label()), TITLE));
    action.put(
        "sections",
        List.of(
            Map.of("rows", select.options().stream().map(o -> row(message, select, o)).toList())));
    return action;
  }

  private static Map<String, Object> row(
      Message message, Action.Select select, Action.Option option) {
    String label = line(option.label());
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", Tokens.of(message, select, option));
    row.put("title", Labels.cut(label, ROW_TITLE));
    if (label.length() > ROW_TITLE) {
      row.put("description", Labels.cut(label, ROW_DESCRIPTION));
    }
    return row;
  }

  private static Map<String, Object> link(String label, String url) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("display_text", Labels.cut(line(label), TITLE));
    parameters.put("url", url);
    return Map.of("name", "cta_url", "parameters", parameters);
  }

  private static String line(String label) {
    return label.strip().replaceAll("\\s+", " ");
  }
}
