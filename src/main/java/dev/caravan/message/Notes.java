package dev.caravan.message;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a caller writes on a message for its own use: at most 16 labels, at most 8 KiB of metadata.
 *
 * @param correlationId empty while neither the caller nor the hub has given one
 * @param replayOf the dead letter that it says again; the hub's own note
 * @param batchId what the messages to a group's members have in common
 */
public record Notes(
    Map<String, String> labels,
    Map<String, Object> metadata,
    String correlationId,
    @Nullable String replyTo,
    @Nullable UUID replayOf,
    @Nullable UUID batchId) {
  public Notes {
    labels = Map.copyOf(labels);
  }

  /** The notes of a message that goes alone and says nothing again. */
  public Notes(
      Map<String, String> labels,
      Map<String, Object> metadata,
      String correlationId,
      @Nullable String replyTo) {
    this(labels, metadata, correlationId, replyTo, null, null);
  }

  /** The same on a message that says a dead letter again. */
  public Notes replaying(UUID deadLetter) {
    return new Notes(labels, metadata, correlationId, replyTo, deadLetter, batchId);
  }

  /** The same; where the caller gave no correlation, the message is its own. */
  public Notes correlatedAtLeastBy(UUID id) {
    return correlationId.isEmpty()
        ? new Notes(labels, metadata, id.toString(), replyTo, replayOf, batchId)
        : this;
  }

  /** The same within a batch. */
  public Notes within(UUID batch) {
    return new Notes(labels, metadata, correlationId, replyTo, replayOf, batch);
  }
}
