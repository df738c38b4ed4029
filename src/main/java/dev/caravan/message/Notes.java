package dev.caravan.message;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller writes on a message for its own use: at most 16 labels, at most 8 KiB of metadata.
 */
public record Notes(
    Map<String, String> labels,
    Map<String, Object> metadata,
    String correlationId,
    @Nullable String replyTo) {
  public Notes {
    labels = Map.copyOf(labels);
  }
}
