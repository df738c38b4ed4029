package dev.caravan.platform.googlechat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.apps.card.v1.Action;
import com.google.apps.card.v1.Button;
import com.google.apps.card.v1.Card.Section;
import com.google.apps.card.v1.SelectionInput;
import com.google.apps.card.v1.Widget;
import com.google.chat.v1.Message;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** What Google's own protocol buffers read out of a request; unknown fields are refused. */
final class GoogleChatOracle {
  /** Chat API v1, spaces.messages.create. */
  private static final int LARGEST = 32_000;

  /** google.apps.card.v1, Card: widgets beyond are not shown. */
  private static final int MOST_WIDGETS = 100;

  private GoogleChatOracle() {}

  static Message message(JsonNode request) {
    Message.Builder read = Message.newBuilder();
    try {
      JsonFormat.parser().merge(request.toString(), read);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("Google could not read: " + request, e);
    }
    return read.build();
  }

  /** The text as people see it: labels in place of links. */
  static String seen(JsonNode request) {
    assertThat(request.toString().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(LARGEST);
    assertThat(widgets(request).size()).isLessThanOrEqualTo(MOST_WIDGETS);
    return message(request).getText().replaceAll("<https?:[^<>|\\s]+\\|([^<>\n]+)>", "$1");
  }

  static List<String> payloads(JsonNode request) {
    return widgets(request).stream()
        .flatMap(
            widget ->
                widget.hasSelectionInput()
                    ? widget.getSelectionInput().getItemsList().stream()
                        .map(SelectionInput.SelectionItem::getValue)
                    : buttons(widget)
                        .flatMap(b -> b.getOnClick().getAction().getParametersList().stream())
                        .map(Action.ActionParameter::getValue))
        .toList();
  }

  static List<Widget> widgets(JsonNode request) {
    return message(request).getCardsV2List().stream()
        .flatMap(card -> card.getCard().getSectionsList().stream())
        .flatMap((Section section) -> section.getWidgetsList().stream())
        .toList();
  }

  private static Stream<Button> buttons(Widget widget) {
    return widget.getButtonList().getButtonsList().stream();
  }
}
