package dev.caravan.message;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a caller wants a message to go, before its connection is resolved.
 *
 * @param recipientId empty where there is a contact
 * @param otherwise where it is to go instead; null where nowhere
 * @param contact a person's or a group's name, which stands for all else
 */
public record Address(
    @Nullable String platform,
    @Nullable String connection,
    String recipientId,
    @Nullable String threadId,
    @Nullable Otherwise otherwise,
    @Nullable String contact) {

  /** One place alone. */
  public Address(
      @Nullable String platform,
      @Nullable String connection,
      String recipientId,
      @Nullable String threadId) {
    this(platform, connection, recipientId, threadId, null, null);
  }

  /** The address of one contact. */
  public static Address of(String contact) {
    return new Address(null, null, "", null, null, contact);
  }

  /** Where a message is to go once its own connection has failed for so long. */
  public record Otherwise(List<Address> addresses, Duration after) {
    public Otherwise {
      addresses = List.copyOf(addresses);
    }
  }
}
