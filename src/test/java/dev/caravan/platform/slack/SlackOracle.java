package dev.caravan.platform.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.model.Message;
import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.ImageBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.composition.TextObject;
import com.slack.api.model.block.element.ButtonElement;
import com.slack.api.model.block.element.StaticSelectElement;
import com.slack.api.util.json.GsonFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What Slack's own model reads out of a request. */
final class SlackOracle {
  private SlackOracle() {}

  static Message message(JsonNode request) {
    return GsonFactory.createSnakeCase().fromJson(request.toString(), Message.class);
  }

  /** The text as people see it; with blocks Slack shows the sections in its place. */
  static String seen(JsonNode request) {
    // An edit names its message by a ts, and does not ask again.
    if (!request.has("ts")) {
      assertThat(request.path("unfurl_links").asBoolean(true)).isFalse();
      assertThat(request.path("unfurl_media").asBoolean(true)).isFalse();
    }
    String text = unescaped(message(request).getText());
    List<String> sections =
        blocks(request).stream()
            .filter(SectionBlock.class::isInstance)
            .map(block -> section(((SectionBlock) block).getText()))
            .toList();
    if (!sections.isEmpty()) {
      assertThat(String.join(" ", sections)).isEqualTo(text);
    }
    assertThat(message(request).getText().length()).isLessThan(40_000);
    return text;
  }

  private static String section(TextObject text) {
    assertThat(text.getText().length()).isBetween(1, 3000);
    return text instanceof PlainTextObject ? text.getText() : unescaped(text.getText());
  }

  /** The addresses of its images, each with the words for those who cannot see it. */
  static Map<String, String> images(JsonNode request) {
    Map<String, String> images = new LinkedHashMap<>();
    for (LayoutBlock block : blocks(request)) {
      if (block instanceof ImageBlock image) {
        images.put(image.getImageUrl(), image.getAltText());
      }
    }
    return images;
  }

  static List<String> payloads(JsonNode request) {
    return blocks(request).stream()
        .flatMap(
            block -> block instanceof ActionsBlock a ? a.getElements().stream() : Stream.empty())
        .flatMap(
            element -> {
              if (element instanceof ButtonElement button) {
                assertThat(button.getText().getText().length()).isBetween(1, 75);
                return Stream.of(button.getValue());
              }
              return ((StaticSelectElement) element).getOptions().stream().map(o -> o.getValue());
            })
        .toList();
  }

  private static List<LayoutBlock> blocks(JsonNode request) {
    List<LayoutBlock> blocks = message(request).getBlocks();
    return blocks == null ? List.of() : blocks;
  }

  private static String unescaped(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }
}
