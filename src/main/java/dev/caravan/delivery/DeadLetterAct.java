package dev.caravan.delivery;

import dev.caravan.message.Word;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody did about a dead letter, which then left the list.
 *
 * @param reason why it was discarded; null for a replay
 * @param replay the message that says it again; null where it was discarded
 */
public record DeadLetterAct(
    Kind act, String actor, @Nullable String reason, Instant at, @Nullable Replay replay) {

  /** Which of the two. */
  public enum Kind implements Word {
    REPLAYED,
    DISCARDED
  }

  /** A replay; the texts are there where it says another one. */
  public record Replay(UUID id, @Nullable String contentBefore, @Nullable String contentAfter) {}
}
