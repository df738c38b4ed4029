package dev.caravan.platform.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.model.Message;
import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.ButtonElement;
import com.slack.api.model.block.element.StaticSelectElement;
import com.slack.api.util.json.GsonFactory;
import java.util.List;
import java.util.stream.Stream;

/** What Slack's own model reads out of a request. */
final class SlackOracle {
  private SlackOracle() {}

  static Message message(JsonNode request) {
    return GsonFactory.createSnakeCase().fromJson(request.toString(), Message.class);
  }

  /** The text as people see it; with blocks Slack shows the section in its place. */
  static String seen(JsonNode request) {
    assertThat(request.path("unfurl_links").asBoolean(true)).isFalse();
    assertThat(request.path("unfurl_media").asBoolean(true)).isFalse();
    String text = unescaped(message(request).getText());
    for (LayoutBlock block : blocks(request)) {
      if (block instanceof SectionBlock section) {
        boolean plain = section.getText() instanceof PlainTextObject;
        String shown = section.getText().getText();
        assertThat(shown.length()).isBetween(1, 3000);
        assertThat(plain ? shown : unescaped(shown)).isEqualTo(text);
      }
    }
    assertThat(message(request).getText().length()).isLessThan(40_000);
    return text;
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
