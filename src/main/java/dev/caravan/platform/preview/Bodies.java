package dev.caravan.platform.preview;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.message.Content;
import dev.caravan.message.Delivery;
import dev.caravan.message.Message;
import dev.caravan.platform.Capabilities;
import dev.caravan.platform.Connection;
import dev.caravan.platform.HttpPlatform;
import dev.caravan.platform.Platform;
import dev.caravan.platform.Shown;
import dev.caravan.platform.Written;
import dev.caravan.platform.text.Measure;
import dev.caravan.platform.text.Splitter;
import dev.caravan.store.Json;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of a message on one platform: never an address or a header, for these hold secrets.
 */
final class Bodies {
  private final Platform platform;
  private final @Nullable Connection connection;

  /**
   * @param connection may be null for a platform that a site's route alone renders for
   */
  Bodies(Platform platform, @Nullable Connection connection) {
    this.platform = platform;
    this.connection = connection;
  }

  /** One body a part; throws {@link dev.caravan.platform.NotSent} where it can not be written. */
  List<JsonNode> of(Message message) {
    return platform instanceof HttpPlatform http
        ? rendered(http, message)
        : texts(message.content());
  }

  private List<JsonNode> rendered(HttpPlatform http, Message message) {
    Connection through = Objects.requireNonNull(connection, http.id());
    return IntStream.range(0, http.parts(message.content()))
        .mapToObj(part -> new Delivery(message, part, 1, message.id() + "." + part))
        .map(delivery -> json(http.call(delivery, through).json()))
        .toList();
  }

  private static JsonNode json(String body) {
    return body.isEmpty() ? Json.mapper().createObjectNode() : Json.read(body, JsonNode.class);
  }

  /** What a site's route makes of a part nobody knows but itself; its text is known. */
  private List<JsonNode> texts(Content content) {
    Capabilities can = platform.capabilities();
    Splitter splitter = new Splitter(can.textLimit(), Measure.of(can.textUnit()));
    Shown shown = Shown.of(content.actions(), can.actions(), action -> 1);
    return Written.of(content, splitter, shown, List.of(), file -> Written.Place.LINK)
        .texts()
        .stream()
        .map(text -> (JsonNode) Json.mapper().createObjectNode().put("text", text))
        .toList();
  }
}
