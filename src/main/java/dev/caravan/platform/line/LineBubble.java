package dev.caravan.platform.line;

import dev.caravan.message.Action;
import dev.caravan.message.Message;
import dev.caravan.platform.Labels;
import dev.caravan.platform.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A Flex Message with a button a line, below the name of a select its entries.
 *
 * <p>Not a template nor quick replies: those show four buttons and on telephones alone, these are
 * gone with the next message. The text stays outside, where its links can be tapped.
 */
final class LineBubble {
  /** Of a button's label; LINE counts graphemes, which are never more (specifications of label). */
  private static final int LABEL = 40;

  /** LINE publishes none; twenty of them leave room for twenty buttons in 30 KB. */
  private static final int NAME = 100;

  /** LINE takes 1,500, its own SDKs' older types 400. */
  private static final int ALT_TEXT = 400;

  /** The usual red of what cannot be undone; LINE has no style for it. */
  private static final String DANGER = "#C62828";

  private LineBubble() {}

  static Map<String, Object> of(Message message, List<Action> widgets) {
    List<Object> lines = new ArrayList<>();
    for (Action action : widgets) {
      if (action instanceof Action.Button button) {
        lines.add(button(message, button));
      } else if (action instanceof Action.Select select) {
        lines.add(name(select));
        select.options().forEach(o -> lines.add(entry(message, select, o)));
      }
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "box");
    body.put("layout", "vertical");
    body.put("spacing", "sm");
    body.put("contents", lines);
    Map<String, Object> bubble = new LinkedHashMap<>();
    bubble.put("type", "flex");
    bubble.put("altText", altText(widgets));
    bubble.put("contents", Map.of("type", "bubble", "body", body));
    return bubble;
  }

  /** What a notification says of it. */
  private static String altText(List<Action> widgets) {
    return Labels.cut(
        widgets.stream()
            .map(
                action ->
                    action instanceof Action.Select select
                        ? select.label()
                        : ((Action.Button) action).label())
            .collect(Collectors.joining(" / ")),
        ALT_TEXT);
  }

  private static Object button(Message message, Action.Button button) {
    Map<String, Object> line =
        button.url() == null
            ? press(button.label(), Tokens.of(message, button))
            : link(button.label(), button.url());
    line.put("style", button.style() == Action.Style.DEFAULT ? "secondary" : "primary");
    if (button.style() == Action.Style.DANGER) {
      line.put("color", DANGER);
    }
    return line;
  }

  private static Object entry(Message message, Action.Select select, Action.Option option) {
    Map<String, Object> line = press(option.label(), Tokens.of(message, select, option));
    line.put("style", "secondary");
    return line;
  }

  private static Object name(Action.Select select) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", "text");
    line.put("text", Labels.cut(select.label(), NAME));
    line.put("weight", "bold");
    line.put("wrap", true);
    return line;
  }

  /** The press is seen in the chat as the label, for LINE shows nothing else of it. */
  private static Map<String, Object> press(String label, String token) {
    Map<String, Object> action = new LinkedHashMap<>();
    action.put("type", "postback");
    action.put("label", Labels.cut(label, LABEL));
    action.put("data", token);
    action.put("displayText", Labels.cut(label, LABEL));
    return line(action);
  }

  private static Map<String, Object> link(String label, String url) {
    Map<String, Object> action = new LinkedHashMap<>();
    action.put("type", "uri");
    action.put("label", Labels.cut(label, LABEL));
    action.put("uri", LineAddress.of(url, LineAddress.LONGEST_LINK).orElseThrow());
    return line(action);
  }

  private static Map<String, Object> line(Map<String, Object> action) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", "button");
    line.put("height", "sm");
    line.put("action", action);
    return line;
  }
}
