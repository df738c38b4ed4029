package dev.caravan.sandbox.line;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sandbox.OfferedAction;
import dev.caravan.store.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A Flex Message's bubbles (developers.line.biz, bubble, carousel, box, button, text). */
final class LineFlex {
  private static final int LARGEST_BUBBLE = 30_000;
  private static final int LARGEST_CAROUSEL = 50_000;
  private static final int MOST_BUBBLES = 12;
  private static final int LONGEST_LABEL = 40;

  /** Where a component stands and how it looks: what nearly all of them have. */
  private static final Set<String> LOOKS =
      Set.of(
          "type",
          "flex",
          "margin",
          "position",
          "offsetTop",
          "offsetBottom",
          "offsetStart",
          "offsetEnd",
          "gravity",
          "color",
          "size",
          "scaling",
          "adjustMode",
          "action");

  private final LineFaults faults;
  private final List<OfferedAction> actions;

  private LineFlex(LineFaults faults, List<OfferedAction> actions) {
    this.faults = faults;
    this.actions = actions;
  }

  /** Adds what can be pressed to {@code actions}. */
  static void read(JsonNode contents, String path, LineFaults faults, List<OfferedAction> actions) {
    LineFlex flex = new LineFlex(faults, actions);
    switch (contents.path("type").asText()) {
      case "bubble" -> flex.bubble(contents, path);
      case "carousel" -> flex.carousel(contents, path);
      default ->
          faults.add(path + ".type", "Must be one of the following values: [bubble, carousel]");
    }
  }

  private void carousel(JsonNode carousel, String path) {
    JsonNode bubbles = carousel.path("contents");
    if (bubbles.isEmpty() || bubbles.size() > MOST_BUBBLES) {
      faults.add(path + ".contents", "Size must be between 1 and " + MOST_BUBBLES);
    }
    fits(carousel, path, LARGEST_CAROUSEL);
    for (int i = 0; i < bubbles.size(); i++) {
      bubble(bubbles.get(i), path + ".contents[" + i + "]");
    }
  }

  private void bubble(JsonNode bubble, String path) {
    faults.only(
        bubble,
        path,
        Set.of(
            "type", "size", "direction", "header", "hero", "body", "footer", "styles", "action"));
    fits(bubble, path, LARGEST_BUBBLE);
    for (String block : List.of("header", "body", "footer")) {
      if (bubble.has(block)) {
        component(bubble.path(block), path + "." + block);
      }
    }
  }

  private void fits(JsonNode container, String path, int most) {
    if (Json.bytes(container).length > most) {
      faults.add(path, "Must be at most " + most / 1_000 + " KB");
    }
  }

  private void component(JsonNode component, String path) {
    switch (component.path("type").asText()) {
      case "box" -> box(component, path);
      case "button" -> {
        only(component, path, "style", "height");
        LineAction.read(component.path("action"), path + ".action", LONGEST_LABEL, faults, actions);
      }
      case "text" -> {
        only(
            component,
            path,
            "text",
            "contents",
            "align",
            "wrap",
            "lineSpacing",
            "maxLines",
            "weight",
            "style",
            "decoration");
        if (!component.has("contents")) {
          faults.text(component, path, "text", Integer.MAX_VALUE);
        }
      }
      case "image", "icon", "video", "separator", "filler", "span" -> {
        // Taken without a look: they offer nothing to press.
      }
      default ->
          faults.add(
              path + ".type",
              "Must be one of the following values: [box, button, image, icon, video, text, separator, filler]");
    }
  }

  private void box(JsonNode box, String path) {
    if (!Set.of("horizontal", "vertical", "baseline").contains(box.path("layout").asText())) {
      faults.add(
          path + ".layout",
          "Must be one of the following values: [horizontal, vertical, baseline]");
    }
    if (!box.path("contents").isArray()) {
      faults.add(path + ".contents", "May not be null");
    }
    for (int i = 0; i < box.path("contents").size(); i++) {
      component(box.path("contents").get(i), path + ".contents[" + i + "]");
    }
  }

  private void only(JsonNode component, String path, String... own) {
    Set<String> known = new HashSet<>(LOOKS);
    known.addAll(List.of(own));
    faults.only(component, path, known);
  }
}
