package dev.caravan.sandbox.line;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sandbox.OfferedAction;
import java.util.List;
import java.util.Set;

/** What a press on LINE does (developers.line.biz, action objects). */
final class LineAction {
  private static final int LONGEST_DATA = 300;
  private static final int LONGEST_TEXT = 300;
  private static final int LONGEST_URI = 1_000;

  private LineAction() {}

  /** Adds the action to {@code actions}; {@code longestLabel} is in graphemes. */
  static void read(
      JsonNode action,
      String path,
      int longestLabel,
      LineFaults faults,
      List<OfferedAction> actions) {
    String type = action.path("type").asText();
    if (type.isEmpty()) {
      faults.add(path, "May not be null");
      return;
    }
    String label = faults.label(action, path, "label", longestLabel);
    switch (type) {
      case "postback" -> {
        faults.only(
            action,
            path,
            Set.of("type", "label", "data", "displayText", "text", "inputOption", "fillInText"));
        String data = faults.text(action, path, "data", LONGEST_DATA);
        if (action.has("displayText")) {
          faults.label(action, path, "displayText", LONGEST_TEXT);
        }
        if (action.has("displayText") && action.has("text")) {
          faults.add(path, "'text' and 'displayText' can't both be set");
        }
        actions.add(new OfferedAction("button", data, label, data));
      }
      case "uri" -> {
        faults.only(action, path, Set.of("type", "label", "uri", "altUri"));
        String uri = faults.text(action, path, "uri", LONGEST_URI);
        if (!uri.isEmpty() && !uri.matches("(https?|line|tel):\\p{Graph}+")) {
          faults.add(path + ".uri", "Must be a valid URI");
        }
        actions.add(new OfferedAction("link", /* id= */ null, label, uri));
      }
      case "message" -> {
        faults.only(action, path, Set.of("type", "label", "text"));
        String text = faults.label(action, path, "text", LONGEST_TEXT);
        actions.add(new OfferedAction("button", /* id= */ null, label, text));
      }
      default -> actions.add(new OfferedAction(type, /* id= */ null, label, ""));
    }
  }
}
