package dev.caravan.platform.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.restfb.types.send.AbstractButton;
import com.restfb.types.send.ButtonTemplatePayload;
import com.restfb.types.send.IdMessageRecipient;
import com.restfb.types.send.MediaAttachment;
import com.restfb.types.send.Message;
import com.restfb.types.send.MessageAttachment;
import com.restfb.types.send.MessagingType;
import com.restfb.types.send.PostbackButton;
import com.restfb.types.send.QuickReply;
import com.restfb.types.send.TemplateAttachment;
import com.restfb.types.send.WebButton;
import dev.caravan.platform.graph.RestFb;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Composes what a request says once more with RestFB's types; both must write the same. */
final class MessengerOracle {
  private MessengerOracle() {}

  /** The text as people see it, below which its widgets stand. */
  static String seen(JsonNode request) {
    JsonNode message = request.path("message");
    assertThat(MessagingType.valueOf(request.path("messaging_type").asText()))
        .isEqualTo(MessagingType.RESPONSE);
    assertThat(
            RestFb.written(new IdMessageRecipient(request.path("recipient").path("id").asText())))
        .isEqualTo(request.path("recipient"));
    assertThat(RestFb.written(composed(message))).isEqualTo(message);
    JsonNode template = message.path("attachment").path("payload").path("text");
    if (!template.isMissingNode()) {
      assertThat(template.asText().length()).isBetween(1, 640);
      return template.asText();
    }
    return message.path("text").asText();
  }

  static List<String> payloads(JsonNode request) {
    JsonNode message = request.path("message");
    List<String> payloads = new ArrayList<>();
    message.path("quick_replies").forEach(reply -> payloads.add(reply.path("payload").asText()));
    message
        .path("attachment")
        .path("payload")
        .path("buttons")
        .forEach(button -> payloads.add(button.path("payload").asText()));
    return payloads;
  }

  private static Message composed(JsonNode message) {
    Message composed =
        message.has("text")
            ? new Message(message.path("text").asText())
            : new Message(attachment(message.path("attachment")));
    for (JsonNode reply : message.path("quick_replies")) {
      assertThat(reply.path("title").asText().length()).isBetween(1, 20);
      composed.addQuickReply(
          new QuickReply(reply.path("title").asText(), reply.path("payload").asText()));
    }
    composed.setMetadata(message.path("metadata").asText());
    return composed;
  }

  private static MessageAttachment attachment(JsonNode attachment) {
    JsonNode payload = attachment.path("payload");
    String type = attachment.path("type").asText();
    if (!type.equals("template")) {
      return new MediaAttachment(
          MediaAttachment.Type.valueOf(type.toUpperCase(Locale.ROOT)),
          payload.path("url").asText());
    }
    ButtonTemplatePayload composed = new ButtonTemplatePayload(payload.path("text").asText());
    assertThat(payload.path("buttons").size()).isBetween(1, 3);
    payload.path("buttons").forEach(button -> composed.addButton(button(button)));
    return new TemplateAttachment(composed);
  }

  private static AbstractButton button(JsonNode button) {
    String title = button.path("title").asText();
    assertThat(title.length()).isBetween(1, 20);
    return button.has("url")
        ? new WebButton(title, button.path("url").asText())
        : new PostbackButton(title, button.path("payload").asText());
  }
}
