package dev.caravan.platform.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.restfb.types.whatsapp.platform.SendMessage;
import com.restfb.types.whatsapp.platform.send.Context;
import com.restfb.types.whatsapp.platform.send.Document;
import com.restfb.types.whatsapp.platform.send.Image;
import com.restfb.types.whatsapp.platform.send.Interactive;
import com.restfb.types.whatsapp.platform.send.Media;
import com.restfb.types.whatsapp.platform.send.Text;
import com.restfb.types.whatsapp.platform.send.interactive.Action;
import com.restfb.types.whatsapp.platform.send.interactive.Body;
import com.restfb.types.whatsapp.platform.send.interactive.Button;
import com.restfb.types.whatsapp.platform.send.interactive.Section;
import dev.caravan.platform.graph.RestFb;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.Set;

/** Composes what a request says once more with RestFB's types; both must write the same. */
final class WhatsAppOracle {
  /** Of later versions than RestFB's types. */
  private static final Set<String> NEWER = Set.of("recipient_type", "biz_opaque_callback_data");

  private WhatsAppOracle() {}

  /** The text as people see it, below which its widgets stand. */
  static String seen(JsonNode request) {
    assertThat(request.path("recipient_type").asText()).isEqualTo("individual");
    assertThat(RestFb.written(composed(request)))
        .isEqualTo(((ObjectNode) request.deepCopy()).remove(NEWER));
    JsonNode interactive = request.path("interactive").path("body").path("text");
    if (!interactive.isMissingNode()) {
      assertThat(interactive.asText().length()).isBetween(1, 1024);
      return interactive.asText();
    }
    return request.path("text").path("body").asText();
  }

  private static SendMessage composed(JsonNode request) {
    SendMessage message = new SendMessage(request.path("to").asText());
    if (request.has("context")) {
      message.setContext(new Context(request.path("context").path("message_id").asText()));
    }
    switch (request.path("type").asText()) {
      case "text" -> message.setText(text(request.path("text")));
      case "interactive" -> message.setInteractive(interactive(request.path("interactive")));
      case "image" -> message.setMedia(media(new Image(link(request, "image")), request, "image"));
      case "document" ->
          message.setMedia(media(new Document(link(request, "document")), request, "document"));
      default -> throw new AssertionError("RestFB knows no such type: " + request);
    }
    return message;
  }

  private static Text text(JsonNode text) {
    Text composed = new Text(text.path("body").asText());
    composed.setPreviewUrl(text.path("preview_url").asBoolean());
    return composed;
  }

  private static Interactive interactive(JsonNode interactive) {
    JsonNode action = interactive.path("action");
    Action composed = new Action();
    for (JsonNode button : action.path("buttons")) {
      JsonNode reply = button.path("reply");
      assertThat(reply.path("title").asText().length()).isBetween(1, 20);
      composed.addButton(new Button(reply.path("title").asText(), reply.path("id").asText()));
    }
    for (JsonNode section : action.path("sections")) {
      composed.addSection(section(section));
    }
    if (action.has("button")) {
      assertThat(action.path("button").asText().length()).isBetween(1, 20);
      composed.setButton(action.path("button").asText());
    }
    Interactive whole = new Interactive(composed);
    whole.setType(Interactive.Type.valueOf(interactive.path("type").asText()));
    whole.setBody(new Body(interactive.path("body").path("text").asText()));
    return whole;
  }

  private static Section section(JsonNode section) {
    Section composed = new Section();
    assertThat(section.path("rows").size()).isBetween(1, 10);
    for (JsonNode row : section.path("rows")) {
      assertThat(row.path("title").asText().length()).isBetween(1, 24);
      Section.Row one = new Section.Row(row.path("id").asText(), row.path("title").asText());
      one.setDescription(row.path("description").textValue());
      composed.addRow(one);
    }
    return composed;
  }

  private static Media media(Media media, JsonNode request, String type) {
    media.setCaption(request.path(type).path("caption").textValue());
    media.setFilename(request.path(type).path("filename").textValue());
    return media;
  }

  private static URL link(JsonNode request, String type) {
    try {
      return URI.create(request.path(type).path("link").asText()).toURL();
    } catch (MalformedURLException e) {
      throw new AssertionError(e);
    }
  }
}
