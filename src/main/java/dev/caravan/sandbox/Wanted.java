package dev.caravan.sandbox;

import org.jspecify.annotations.Nullable;

/** Which messages are meant; a null means any. */
public record Wanted(@Nullable String platform, @Nullable String recipientId) {
  /** All of them. */
  public static final Wanted ALL = new Wanted(null, null);

  boolean takes(String ofPlatform, String ofRecipient) {
    return (platform == null || platform.equals(ofPlatform))
        && (recipientId == null || recipientId.equals(ofRecipient));
  }

  boolean takes(ReceivedMessage message) {
    return takes(message.arrival().platform(), message.arrival().place().recipientId());
  }
}
