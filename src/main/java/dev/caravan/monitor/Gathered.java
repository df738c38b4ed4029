package dev.caravan.monitor;

import dev.caravan.delivery.Ending;
import dev.caravan.message.Reason;
import dev.caravan.message.Word;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was gathered for a notice, of one connection and for one reason.
 *
 * @param reason a word of {@link Reason}; empty where the trouble says it all
 * @param firstAt when the first of them happened
 * @param example one of the messages; null where it is about the connection itself
 */
record Gathered(
    String connection, String reason, long count, Instant firstAt, @Nullable UUID example) {

  /** Whether the connection did not carry: who is told of that should not be told over it. */
  boolean blames(Trouble trouble) {
    return switch (trouble) {
      case CREDENTIAL_REFUSED, BREAKER_OPEN, UNKNOWN_HELD -> true;
      // What a platform refuses for its content or recipient, it has answered.
      case DEAD_LETTER ->
          Word.find(Reason.class, reason).filter(Ending.FAILED.reasons()::contains).isEmpty();
      case APPROVAL_WAITING -> false;
    };
  }
}
