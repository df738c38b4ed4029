package dev.caravan.delivery;

import dev.caravan.message.StoredMessage;
import org.jspecify.annotations.Nullable;

/** What became of an acceptance. */
public sealed interface Stored {

  /** It was written, and is durable. */
  record Fresh(StoredMessage message) implements Stored {}

  /** The same submission had been written before. */
  record Repeated(StoredMessage message) implements Stored {}

  /** A message with the same dedup key was accepted within its window; this one was swallowed. */
  record Swallowed(StoredMessage first) implements Stored {}

  /** The Idempotency-Key belongs to another content. */
  record KeyReused(StoredMessage first) implements Stored {}

  /**
   * It says a dead letter again that is none any more.
   *
   * @param act what was done about it before; null where it came to another end
   */
  record DealtWith(@Nullable DeadLetterAct act) implements Stored {}

  /** PostgreSQL refused this row, and this row alone. */
  record Unstorable(String why) implements Stored {}

  /** The database did not answer in time; whether it was written is not known. */
  record Unavailable(String why) implements Stored {}
}
