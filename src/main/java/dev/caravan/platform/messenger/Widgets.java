package dev.caravan.platform.messenger;

import dev.caravan.message.Action;
import dev.caravan.message.Message;
import dev.caravan.platform.Labels;
import dev.caravan.platform.Tokens;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Button templates and quick replies (developers.facebook.com, Messenger Platform). */
final class Widgets {
  /** The titles of both. */
  private static final int TITLE = 20;

  private Widgets() {}

  /** A button template, in place of a text. */
  static Map<String, Object> template(String text, Message message, List<Action> buttons) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("template_type", "button");
    payload.put("text", text);
    payload.put(
        "buttons",
        buttons.stream().map(action -> button(message, (Action.Button) action)).toList());
    Map<String, Object> attachment = new LinkedHashMap<>();
    attachment.put("type", "template");
    attachment.put("payload", payload);
    return attachment;
  }

  private static Map<String, Object> button(Message message, Action.Button button) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", button.url() == null ? "postback" : "web_url");
    object.put("title", title(button.label()));
    if (button.url() == null) {
      object.put("payload", Tokens.of(message, button));
    } else {
      object.put("url", button.url());
    }
    return object;
  }

  /** Quick replies, besides a text. */
  static List<Map<String, Object>> quickReplies(Message message, Action.Select select) {
    return select.options().stream().map(option -> quickReply(message, select, option)).toList();
  }

  private static Map<String, Object> quickReply(
      Message message, Action.Select select, Action.Option option) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("content_type", "text");
    object.put("title", title(option.label()));
    object.put("payload", Tokens.of(message, select, option));
    return object;
  }

  private static String title(String label) {
    return Labels.cut(label.strip().replaceAll("\\s+", " "), TITLE);
  }
}
