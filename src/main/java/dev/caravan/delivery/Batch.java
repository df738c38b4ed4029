package dev.caravan.delivery;

import dev.caravan.message.Fault;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of a message to a group: one item a member, in their order. */
public record Batch(UUID id, String contact, List<Item> items) {
  public Batch {
    items = List.copyOf(items);
  }

  /**
   * One member's.
   *
   * @param messageId null where nothing was stored for them
   * @param denied whether governance denied it; otherwise they cannot be reached
   * @param faults why nothing was stored; of a denial the reason and its sentence
   */
  public record Item(String contact, @Nullable UUID messageId, boolean denied, List<Fault> faults) {
    public Item {
      faults = List.copyOf(faults);
    }

    /** One whose message was stored. */
    public static Item stored(String contact, UUID messageId) {
      return new Item(contact, messageId, false, List.of());
    }
  }
}
