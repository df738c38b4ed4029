package dev.caravan.sandbox.line;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sandbox.OfferedAction;
import java.util.List;

/** The buttons under the last message, gone with the next one (line/line-openapi, QuickReply). */
final class LineQuickReply {
  private static final int MOST_ITEMS = 13;
  private static final int LONGEST_LABEL = 20;

  private LineQuickReply() {}

  static void read(
      JsonNode quickReply, String path, LineFaults faults, List<OfferedAction> actions) {
    if (quickReply.isMissingNode()) {
      return;
    }
    JsonNode items = quickReply.path("items");
    if (items.isEmpty() || items.size() > MOST_ITEMS) {
      faults.add(path + ".items", "Size must be between 1 and " + MOST_ITEMS);
    }
    for (int i = 0; i < items.size(); i++) {
      LineAction.read(
          items.get(i).path("action"),
          path + ".items[" + i + "].action",
          LONGEST_LABEL,
          faults,
          actions);
    }
  }
}
