package dev.caravan.delivery;

import dev.caravan.message.StoredMessage;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of what was to be stored. */
public sealed interface Stored {

  /** It was written, and is durable. */
  record Fresh(StoredMessage message) implements Stored {}

  /** The same submission had been written before. */
  record Repeated(StoredMessage message) implements Stored {}

  /** A message with the same dedup key was accepted within its window; this one was swallowed. */
  record Swallowed(StoredMessage first) implements Stored {}

  /** A group's messages are stored, now or by an earlier request; as they stand. */
  record Whole(Batch batch, Map<UUID, StoredMessage> messages, How how) implements Stored {
    public Whole {
      messages = Map.copyOf(messages);
    }
  }

  /** The Idempotency-Key belongs to another content. */
  record KeyReused(StoredMessage first) implements Stored {}

  /**
   * It says a dead letter again that is none any more.
   *
   * @param act what was done about it before; null where it came to another end
   */
  record DealtWith(@Nullable DeadLetterAct act) implements Stored {}

  /** PostgreSQL refused it, and it alone. */
  record Unstorable(String why) implements Stored {}

  /** The database did not answer in time; whether it was written is not known. */
  record Unavailable(String why) implements Stored {}

  /** By what a group's messages come to be there. */
  enum How {
    FRESH,
    REPEATED,
    SWALLOWED
  }
}
