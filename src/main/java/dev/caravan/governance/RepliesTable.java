package dev.caravan.governance;

import dev.caravan.message.Target;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What a message answers: somebody who has just written, or what the hub itself had said. */
public final class RepliesTable {
  /** An answer later than this is a message of its own. */
  private static final Duration FRESH = Duration.ofMinutes(15);

  private final Jdbi jdbi;

  public RepliesTable(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A message of the hub's own that somebody wants to answer.
   *
   * @param platformId its first part's, as the platform names it; null while it was not sent
   */
  record Said(Target.Lane lane, @Nullable String platformId, @Nullable Instant recalledAt) {}

  /** The hub's own message of this id; empty where there is none. */
  Optional<Said> said(String replyTo) {
    return id(replyTo)
        .flatMap(
            id ->
                jdbi.withHandle(
                    h ->
                        h.createQuery(
                                "select connection, recipient_id, recalled_at,"
                                    + " case when status in ('sent', 'delivered', 'read') then platform_message_id end"
                                    + " as platform_id from proactive_messages where id = :id")
                            .bind("id", id)
                            .map((rs, context) -> read(rs))
                            .findOne()));
  }

  private static Said read(ResultSet rs) throws SQLException {
    Timestamp recalled = rs.getTimestamp("recalled_at");
    return new Said(
        new Target.Lane(rs.getString("connection"), rs.getString("recipient_id")),
        rs.getString("platform_id"),
        recalled == null ? null : recalled.toInstant());
  }

  private static Optional<UUID> id(String replyTo) {
    try {
      return Optional.of(UUID.fromString(replyTo));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether {@code replyTo} is an inbound message of the target's conversation, 15 min old at most.
   */
  boolean isReply(String replyTo, Target target, Instant now) {
    Optional<UUID> id = id(replyTo);
    return id.isPresent()
        && jdbi.withHandle(
            h ->
                h.createQuery(
                        "select exists (select 1 from inbox i join conversations c on c.id = i.conversation_id"
                            + " where i.id = :id and c.connection = :connection and c.recipient_id = :recipient"
                            + " and i.received_at >= :oldest)")
                    .bind("id", id.get())
                    .bind("connection", target.connection())
                    .bind("recipient", target.recipientId())
                    .bind("oldest", now.minus(FRESH))
                    .mapTo(Boolean.class)
                    .one());
  }
}
