package dev.caravan.platform.line;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.bot.jackson.ModelObjectMapper;
import com.linecorp.bot.messaging.model.FlexBubble;
import com.linecorp.bot.messaging.model.FlexButton;
import com.linecorp.bot.messaging.model.FlexMessage;
import com.linecorp.bot.messaging.model.Message;
import com.linecorp.bot.messaging.model.PostbackAction;
import com.linecorp.bot.messaging.model.PushMessageRequest;
import com.linecorp.bot.messaging.model.TextMessage;
import com.linecorp.bot.messaging.model.TextMessageV2;
import dev.caravan.store.Json;
import java.util.List;
import java.util.stream.Stream;

/** What LINE's own SDK reads out of a request; a field that it does not know is a failure. */
final class LineOracle {
  private static final ObjectMapper MAPPER = ModelObjectMapper.createNewObjectMapper();

  private LineOracle() {}

  static PushMessageRequest push(JsonNode request) {
    try {
      PushMessageRequest push = MAPPER.treeToValue(request, PushMessageRequest.class);
      // What the SDK did not understand it does not write again.
      assertThat(MAPPER.<JsonNode>valueToTree(push)).isEqualTo(request);
      assertThat(push.messages()).hasSizeBetween(1, 5);
      return push;
    } catch (JsonProcessingException e) {
      throw new AssertionError("LINE could not read: " + request, e);
    }
  }

  /** The text as people see it; a mention is seen as its placeholder. */
  static String seen(JsonNode request) {
    Message first = push(request).messages().get(0);
    if (first instanceof TextMessageV2 text) {
      return text.text().replace("{{", "{").replace("}}", "}");
    }
    return ((TextMessage) first).text();
  }

  static List<String> payloads(JsonNode request) {
    return buttons(request)
        .map(FlexButton::action)
        .filter(PostbackAction.class::isInstance)
        .map(action -> ((PostbackAction) action).data())
        .toList();
  }

  static Stream<FlexButton> buttons(JsonNode request) {
    return push(request).messages().stream()
        .filter(FlexMessage.class::isInstance)
        .map(message -> (FlexBubble) bubble((FlexMessage) message).contents())
        .flatMap(bubble -> bubble.body().contents().stream())
        .filter(FlexButton.class::isInstance)
        .map(FlexButton.class::cast);
  }

  private static FlexMessage bubble(FlexMessage message) {
    assertThat(message.altText()).hasSizeBetween(1, 400);
    assertThat(Json.bytes(MAPPER.<JsonNode>valueToTree(message.contents())))
        .hasSizeLessThan(30_000);
    return message;
  }
}
