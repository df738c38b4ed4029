package dev.caravan.message;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a caller wants a message to go, before its connection is resolved.
 *
 * @param otherwise where it is to go instead; null where nowhere
 */
public record Address(
    @Nullable String platform,
    @Nullable String connection,
    String recipientId,
    @Nullable String threadId,
    @Nullable Otherwise otherwise) {

  /** One place alone. */
  public Address(
      @Nullable String platform,
      @Nullable String connection,
      String recipientId,
      @Nullable String threadId) {
    this(platform, connection, recipientId, threadId, null);
  }

  /** Where a message is to go once its own connection has failed for so long. */
  public record Otherwise(List<Address> addresses, Duration after) {
    public Otherwise {
      addresses = List.copyOf(addresses);
    }
  }
}
