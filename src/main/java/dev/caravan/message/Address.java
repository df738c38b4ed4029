package dev.caravan.message;

import org.jspecify.annotations.Nullable;

/**
 * Where a caller wants a message to go, before its connection is resolved.
 *
 * @param recipientId empty where there is a contact
 * @param contact a person's or a group's name, which stands for all else
 */
public record Address(
    @Nullable String platform,
    @Nullable String connection,
    String recipientId,
    @Nullable String threadId,
    @Nullable String contact) {

  /** The address of one contact. */
  public static Address of(String contact) {
    return new Address(null, null, "", null, contact);
  }
}
