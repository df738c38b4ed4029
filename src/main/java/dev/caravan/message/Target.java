package dev.caravan.message;

import org.jspecify.annotations.Nullable;

/** Where a message goes, resolved to one connection; {@code sandbox} says that it is pretended. */
public record Target(
    String platform,
    String connection,
    boolean sandbox,
    String recipientId,
    @Nullable String threadId) {

  /** The lane: messages that share it never overtake each other nor fly together. */
  public Lane lane() {
    return new Lane(connection, recipientId);
  }

  /** The same place at another recipient. */
  public Target withRecipient(String other) {
    return new Target(platform, connection, sandbox, other, threadId);
  }

  /** One recipient on one connection. */
  public record Lane(String connection, String recipientId) {}
}
