package dev.caravan.platform.slack;

import dev.caravan.message.Action;
import dev.caravan.message.Message;
import dev.caravan.platform.Labels;
import dev.caravan.platform.Tokens;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Block Kit: sections with the text, images, and the actions below them.
 *
 * <p>Lengths by node-slack-sdk, types/block-kit.
 */
final class SlackBlocks {
  private static final int BUTTON_TEXT = 75;
  private static final int OPTION_TEXT = 75;
  private static final int PLACEHOLDER = 150;

  private SlackBlocks() {}

  static Object section(Object text) {
    return Map.of("type", "section", "text", text);
  }

  static Object actions(Message message, List<Action> widgets) {
    return Map.of(
        "type",
        "actions",
        "elements",
        widgets.stream().map(action -> element(message, action)).toList());
  }

  /** {@code verbatim} keeps Slack from making links of what only looks like a name. */
  static Map<String, Object> mrkdwn(String text) {
    return Map.of("type", "mrkdwn", "text", text, "verbatim", true);
  }

  /** A plain text is shown as it is, so it is not escaped. */
  static Map<String, Object> plain(String text) {
    return Map.of("type", "plain_text", "text", text, "emoji", false);
  }

  private static Map<String, Object> element(Message message, Action action) {
    Map<String, Object> element = new LinkedHashMap<>();
    element.put("action_id", Tokens.of(message, action));
    if (action instanceof Action.Button button) {
      element.put("type", "button");
      element.put("text", plain(Labels.cut(button.label(), BUTTON_TEXT)));
      element.put("value", Tokens.of(message, action));
      if (button.style() != Action.Style.DEFAULT) {
        element.put("style", button.style().word());
      }
      if (button.url() != null) {
        element.put("url", button.url());
      }
    } else if (action instanceof Action.Select select) {
      element.put("type", "static_select");
      element.put("placeholder", plain(Labels.cut(select.label(), PLACEHOLDER)));
      element.put(
          "options", select.options().stream().map(o -> option(message, select, o)).toList());
    }
    return element;
  }

  private static Map<String, Object> option(
      Message message, Action.Select select, Action.Option option) {
    return Map.of(
        "text",
        plain(Labels.cut(option.label(), OPTION_TEXT)),
        "value",
        Tokens.of(message, select, option));
  }
}
