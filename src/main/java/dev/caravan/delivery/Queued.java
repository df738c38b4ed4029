package dev.caravan.delivery;

import dev.caravan.message.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the outbox with its message.
 *
 * @param seq its place: lower goes first within a lane and a priority
 * @param approval the human's yes that it was approved by, if any
 */
record Queued(Message message, long seq, Try state, @Nullable Approval approval) {
  /** How many urgencies there are: as many as priorities. */
  static final int URGENCIES = dev.caravan.message.Priority.values().length;

  /**
   * How far it has come.
   *
   * @param part the part to be sent next, from 0
   * @param attempts tries of this part so far
   * @param notBefore when the next try may start; null means now
   */
  record Try(
      int part,
      int parts,
      int attempts,
      @Nullable Instant firstAttemptAt,
      @Nullable Instant notBefore) {

    static Try first(int parts) {
      return new Try(0, parts, 0, null, null);
    }
  }

  /** 0 is critical, 4 is low: the order of the outbox's index. */
  int urgency() {
    return urgency(message);
  }

  static int urgency(Message message) {
    return dev.caravan.message.Priority.CRITICAL.rank() - message.terms().priority().rank();
  }

  /** The same row at another point of its tries. */
  Queued at(Try other) {
    return new Queued(message, seq, other, approval);
  }

  String recipient() {
    return message.target().recipientId();
  }
}
