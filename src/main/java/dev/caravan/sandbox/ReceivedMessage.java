package dev.caravan.sandbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message that truly arrived.
 *
 * @param seq its place in the order of arrival, from 1
 * @param editedAt when it was last edited; null if never
 */
public record ReceivedMessage(
    long seq,
    Arrival arrival,
    String platformMessageId,
    Instant receivedAt,
    @Nullable Instant editedAt,
    boolean deleted) {

  /** How its platform finds it again. */
  public MessageKey key() {
    return new MessageKey(arrival.platform(), arrival.place().conversation(), platformMessageId);
  }

  public ReceivedMessage edited(Arrival now, Instant at) {
    return new ReceivedMessage(seq, now, platformMessageId, receivedAt, at, deleted);
  }

  public ReceivedMessage gone() {
    return new ReceivedMessage(seq, arrival, platformMessageId, receivedAt, editedAt, true);
  }

  /** The characters it keeps in memory, for the bound on them. */
  public long weight() {
    return (long) arrival.text().length() + arrival.raw().length();
  }
}
