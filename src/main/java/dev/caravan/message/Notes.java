package dev.caravan.message;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a caller writes on a message for its own use: at most 16 labels, at most 8 KiB of metadata.
 *
 * @param correlationId empty while neither the caller nor the hub has given one
 */
public record Notes(
    Map<String, String> labels,
    Map<String, Object> metadata,
    String correlationId,
    @Nullable String replyTo) {
  public Notes {
    labels = Map.copyOf(labels);
  }

  /** The same; where the caller gave no correlation, the message is its own. */
  public Notes correlatedAtLeastBy(UUID id) {
    return correlationId.isEmpty() ? new Notes(labels, metadata, id.toString(), replyTo) : this;
  }
}
