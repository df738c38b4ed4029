package dev.caravan.delivery;

import dev.caravan.message.StoredMessage;
import java.util.Map;
import java.util.UUID;

/** What became of a batch. */
public sealed interface StoredBatch {

  /** It is stored, now or by an earlier request; its messages as they stand. */
  record Kept(Batch batch, Map<UUID, StoredMessage> messages, How how) implements StoredBatch {
    public Kept {
      messages = Map.copyOf(messages);
    }
  }

  /** Nothing was stored; never {@link Stored.Fresh} nor {@link Stored.Repeated}. */
  record NotKept(Stored why) implements StoredBatch {}

  /** By what a batch comes to be there. */
  enum How {
    FRESH,
    REPEATED,
    SWALLOWED
  }
}
