package dev.caravan.message;

import org.jspecify.annotations.Nullable;

/**
 * Where a message goes, resolved to one connection.
 *
 * @param sandbox whether that connection is pretended
 * @param contact by whose name it was addressed; null where it was by the recipient's id
 */
public record Target(
    String platform,
    String connection,
    boolean sandbox,
    String recipientId,
    @Nullable String threadId,
    @Nullable String contact) {

  /** A place that was named by its recipient's id. */
  public Target(
      String platform,
      String connection,
      boolean sandbox,
      String recipientId,
      @Nullable String threadId) {
    this(platform, connection, sandbox, recipientId, threadId, null);
  }

  /** The lane: messages that share it never overtake each other nor fly together. */
  public Lane lane() {
    return new Lane(connection, recipientId);
  }

  /** The same place at another recipient. */
  public Target withRecipient(String other) {
    return new Target(platform, connection, sandbox, other, threadId, contact);
  }

  /** One recipient on one connection. */
  public record Lane(String connection, String recipientId) {}
}
