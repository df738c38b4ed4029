package dev.caravan.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Arguments;
import dev.caravan.sandbox.Arrival;
import java.util.List;
import java.util.Optional;

/** What a Slack message says, or the error that refuses it. */
sealed interface SlackContent {
  /** Slack, chat.postMessage, {@code markdown_text}: in characters. */
  int LONGEST_MARKDOWN = 12_000;

  /** It can be shown. */
  record Fit(String text, ArrayNode blocks, SlackSight sight) implements SlackContent {

    /** What goes with its text. */
    Arrival.Beside beside() {
      return new Arrival.Beside(SlackActions.of(blocks), sight.notified(), sight.files());
    }
  }

  /** It cannot, with Slack's error and what it says of the blocks. */
  record Unfit(String error, List<String> details) implements SlackContent {
    Unfit(String error) {
      this(error, List.of());
    }
  }

  /** Reads the content arguments; {@code longest} is the method's own limit of the text. */
  static SlackContent read(ObjectNode fields, int longest) {
    String text = fields.path("text").asText("");
    String markdown = fields.path("markdown_text").asText("");
    Optional<JsonNode> blocks =
        fields.hasNonNull("blocks")
            ? Arguments.nested(fields.path("blocks"))
            : Optional.of(JsonNodeFactory.instance.arrayNode());
    if (blocks.isEmpty() || !(blocks.get() instanceof ArrayNode list)) {
      return new Unfit("invalid_blocks_format");
    }
    if (!markdown.isBlank()) {
      return markdown(markdown, text.isBlank() && list.isEmpty(), list);
    }
    if (text.isBlank() && list.isEmpty() && !fields.hasNonNull("attachments")) {
      return new Unfit("no_text");
    }
    if (text.codePointCount(0, text.length()) > longest) {
      return new Unfit("msg_too_long");
    }
    List<String> faults = SlackBlocks.faults(list);
    boolean linkNames =
        fields.path("link_names").asBoolean() || fields.path("parse").asText("").equals("full");
    return faults.isEmpty()
        ? new Fit(text, list, SlackSight.of(text, list, linkNames))
        : new Unfit("invalid_blocks", faults);
  }

  private static SlackContent markdown(String markdown, boolean alone, ArrayNode noBlocks) {
    if (!alone) {
      return new Unfit("markdown_text_conflict");
    }
    return markdown.codePointCount(0, markdown.length()) > LONGEST_MARKDOWN
        ? new Unfit("msg_too_long")
        : new Fit(markdown, noBlocks, SlackSight.of(markdown, noBlocks, false));
  }
}
