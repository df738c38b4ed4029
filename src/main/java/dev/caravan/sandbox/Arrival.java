package dev.caravan.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as a platform took it.
 *
 * @param key the platform's idempotency key; null where it takes none or none was sent
 * @param raw the request's body as received
 */
public record Arrival(
    String platform,
    Place place,
    String text,
    List<OfferedAction> actions,
    @Nullable String key,
    String raw) {
  public Arrival {
    actions = List.copyOf(actions);
  }

  /**
   * Where it went.
   *
   * @param recipientId as the caller wrote it
   * @param conversation the platform's own id of the conversation
   */
  public record Place(String recipientId, String conversation, @Nullable String threadId) {}
}
