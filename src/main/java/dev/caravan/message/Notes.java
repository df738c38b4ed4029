package dev.caravan.message;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a caller writes on a message for its own use: at most 16 labels, at most 8 KiB of metadata.
 *
 * @param correlationId empty while neither the caller nor the hub has given one
 * @param batchId what the messages to a group's members have in common
 */
public record Notes(
    Map<String, String> labels,
    Map<String, Object> metadata,
    String correlationId,
    @Nullable String replyTo,
    @Nullable UUID batchId) {

  /** Notes of a message that goes alone. */
  public Notes(
      Map<String, String> labels,
      Map<String, Object> metadata,
      String correlationId,
      @Nullable String replyTo) {
    this(labels, metadata, correlationId, replyTo, null);
  }

  public Notes {
    labels = Map.copyOf(labels);
  }

  /** The same; where the caller gave no correlation, the message is its own. */
  public Notes correlatedAtLeastBy(UUID id) {
    return correlationId.isEmpty()
        ? new Notes(labels, metadata, id.toString(), replyTo, batchId)
        : this;
  }

  /** The same within a batch. */
  public Notes within(UUID batch) {
    return new Notes(labels, metadata, correlationId, replyTo, batch);
  }
}
