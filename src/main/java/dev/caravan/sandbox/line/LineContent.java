package dev.caravan.sandbox.line;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sandbox.Arrival;
import dev.caravan.sandbox.OfferedAction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the messages of one push show, and what is wrong with them. */
final class LineContent {
  /** Messages of one push (line/line-openapi, PushMessageRequest). */
  private static final int MOST_MESSAGES = 5;

  /** Of a text, in UTF-16 units. */
  private static final int LONGEST_TEXT = 5_000;

  private static final int LONGEST_ALT_TEXT = 1_500;

  /** Of an image's address. */
  private static final int LONGEST_IMAGE = 2_000;

  /** Those that the sandbox takes without a look at their own fields. */
  private static final Set<String> OTHER_TYPES =
      Set.of("sticker", "video", "audio", "location", "imagemap", "template", "coupon");

  private final LineFaults faults;
  private final boolean crowd;
  private final List<String> texts = new ArrayList<>();
  private final List<OfferedAction> actions = new ArrayList<>();
  private final List<String> notified = new ArrayList<>();
  private final List<String> files = new ArrayList<>();

  private LineContent(LineFaults faults, boolean crowd) {
    this.faults = faults;
    this.crowd = crowd;
  }

  /** Reads the list of messages; {@code crowd} says whether somebody can be mentioned there. */
  static LineContent read(JsonNode messages, boolean crowd, LineFaults faults) {
    LineContent content = new LineContent(faults, crowd);
    if (!messages.isArray() || messages.isEmpty() || messages.size() > MOST_MESSAGES) {
      faults.add("messages", "Size must be between 1 and " + MOST_MESSAGES);
      return content;
    }
    for (int i = 0; i < messages.size(); i++) {
      content.message(messages.get(i), "messages[" + i + "]");
    }
    return content;
  }

  /** The text as a reader sees it; what stands for a bubble where there is no other. */
  String text() {
    return String.join("\n", texts);
  }

  Arrival.Beside beside() {
    return new Arrival.Beside(actions, notified, files);
  }

  private void message(JsonNode message, String path) {
    String type = message.path("type").asText();
    switch (type) {
      case "text" -> {
        faults.only(message, path, of("text", "emojis", "quoteToken"));
        texts.add(faults.text(message, path, "text", LONGEST_TEXT));
      }
      case "textV2" -> {
        faults.only(message, path, of("text", "substitution", "quoteToken"));
        faults.text(message, path, "text", LONGEST_TEXT);
        texts.add(LinePlaceholders.read(message, path, crowd, faults, notified));
      }
      case "image" -> {
        faults.only(message, path, of("originalContentUrl", "previewImageUrl"));
        files.add(faults.https(message, path, "originalContentUrl", LONGEST_IMAGE));
        faults.https(message, path, "previewImageUrl", LONGEST_IMAGE);
      }
      case "flex" -> {
        faults.only(message, path, of("altText", "contents"));
        String alt = faults.text(message, path, "altText", LONGEST_ALT_TEXT);
        if (texts.isEmpty()) {
          texts.add(alt);
        }
        LineFlex.read(message.path("contents"), path + ".contents", faults, actions);
      }
      default -> {
        if (!OTHER_TYPES.contains(type)) {
          faults.add(
              path + ".type",
              "Must be one of the following values: [text, textV2, sticker, image, video, audio, location, imagemap, template, flex, coupon]");
        }
      }
    }
    LineQuickReply.read(message.path("quickReply"), path + ".quickReply", faults, actions);
  }

  private static Set<String> of(String... own) {
    Set<String> all = new HashSet<>(Set.of("type", "quickReply", "sender"));
    all.addAll(List.of(own));
    return all;
  }
}
