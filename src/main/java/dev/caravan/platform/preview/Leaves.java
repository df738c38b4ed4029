package dev.caravan.platform.preview;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The texts within a body, at whatever depth. */
final class Leaves {
  private Leaves() {}

  static List<String> of(List<JsonNode> bodies) {
    List<String> texts = new ArrayList<>();
    bodies.forEach(body -> gather(body, texts));
    return texts;
  }

  private static void gather(JsonNode node, List<String> into) {
    if (node.isTextual()) {
      into.add(node.textValue());
    }
    node.forEach(child -> gather(child, into));
  }
}
