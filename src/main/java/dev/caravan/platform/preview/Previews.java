package dev.caravan.platform.preview;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.message.Message;
import dev.caravan.platform.Capabilities.Feature;
import dev.caravan.platform.Connection;
import dev.caravan.platform.NotSent;
import dev.caravan.platform.Platform;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows what messages become on one platform, by the renderer that writes them when they go. */
public final class Previews {
  private final Platform platform;
  private final Bodies bodies;

  /**
   * @param connection through which they would go; may be null for a platform that a site's route
   *     alone renders for
   */
  public Previews(Platform platform, @Nullable Connection connection) {
    this.platform = platform;
    this.bodies = new Bodies(platform, connection);
  }

  /** The message as it goes while anything may be written to its recipient. */
  public Preview text(Message message) {
    Message said = message.withContent(message.content().withoutTemplate());
    try {
      List<JsonNode> parts = bodies.of(said);
      List<String> warnings = new Warnings(platform, bodies).of(message, parts);
      return new Preview(platform.id(), parts, instead(message), warnings);
    } catch (NotSent e) {
      return unwritable(e);
    }
  }

  /** The message as it goes by its template, while its recipient's window is closed. */
  public Preview template(Message message) {
    try {
      return new Preview(platform.id(), bodies.of(message), null, List.of());
    } catch (NotSent e) {
      return unwritable(e);
    }
  }

  private @Nullable JsonNode instead(Message message) {
    return message.content().extras().template() == null
            || !platform.capabilities().features().contains(Feature.TEMPLATES)
        ? null
        : bodies.of(message).get(0);
  }

  private Preview unwritable(NotSent why) {
    return new Preview(
        platform.id(), List.of(), null, List.of("It cannot be written: " + why.getMessage()));
  }
}
