package dev.caravan.governance;

import dev.caravan.message.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Whether a message answers somebody who has just written. */
public final class RepliesTable {
  /** An answer later than this is a message of its own. */
  private static final Duration FRESH = Duration.ofMinutes(15);

  private final Jdbi jdbi;

  public RepliesTable(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Whether {@code replyTo} is an inbound message of the target's conversation, 15 min old at most.
   */
  boolean isReply(String replyTo, Target target, Instant now) {
    UUID id;
    try {
      id = UUID.fromString(replyTo);
    } catch (IllegalArgumentException e) {
      return false;
    }
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "select exists (select 1 from inbox i join conversations c on c.id = i.conversation_id"
                        + " where i.id = :id and c.connection = :connection and c.recipient_id = :recipient"
                        + " and i.received_at >= :oldest)")
                .bind("id", id)
                .bind("connection", target.connection())
                .bind("recipient", target.recipientId())
                .bind("oldest", now.minus(FRESH))
                .mapTo(Boolean.class)
                .one());
  }
}
