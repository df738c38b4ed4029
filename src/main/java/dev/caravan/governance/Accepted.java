package dev.caravan.governance;

import dev.caravan.delivery.Batch;
import dev.caravan.delivery.Left;
import dev.caravan.delivery.Stored;
import dev.caravan.delivery.Unit;
import dev.caravan.message.Decision;
import dev.caravan.message.Fault;
import dev.caravan.message.Message;
import dev.caravan.message.Status;
import dev.caravan.message.StoredMessage;
import dev.caravan.platform.Connection;
import dev.caravan.platform.preview.Preview;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What {@code direct:send} answers. */
public sealed interface Accepted {

  /**
   * It is stored; {@code fresh} is false where the same submission had been stored before.
   *
   * @param warnings what its caller should know, in sentences
   */
  record Taken(StoredMessage message, boolean fresh, List<String> warnings) implements Accepted {
    public Taken {
      warnings = List.copyOf(warnings);
    }
  }

  /** Its dedup key was used within its window; this is the message that used it first. */
  record Swallowed(StoredMessage first) implements Accepted {}

  /** Governance denied it; nothing but an audit row was stored. */
  record Denied(Message message, Decision decision) implements Accepted {}

  /**
   * It was for a group, and at least one member's message is stored.
   *
   * @param messages by their ids, as they stand
   * @param warnings what the caller should know, by member; empty for a repeat
   * @param swallowed whether its dedup key was used within its window
   */
  record Grouped(
      Batch batch,
      Map<UUID, StoredMessage> messages,
      Map<String, List<String>> warnings,
      boolean swallowed)
      implements Accepted {
    public Grouped {
      messages = Map.copyOf(messages);
      warnings = Map.copyOf(warnings);
    }
  }

  /** It was for a group, and governance denied the message to each who can be reached. */
  record AllDenied(Denied first, List<Batch.Item> items) implements Accepted {
    public AllDenied {
      items = List.copyOf(items);
    }
  }

  /** It was a dry run for a group. */
  record AllRehearsed(String contact, List<Rehearsal> items) implements Accepted {
    public AllRehearsed {
      items = List.copyOf(items);
    }

    /** One member's; null where they cannot be reached, for these faults. */
    public record Rehearsal(String contact, @Nullable Rehearsed rehearsed, List<Fault> faults) {
      public Rehearsal {
        faults = List.copyOf(faults);
      }
    }
  }

  /**
   * It may be stored, together with others: nothing of it is yet.
   *
   * @param answer what its caller is told once that is done; throws {@link
   *     dev.caravan.message.Refused} where it was not stored
   */
  record Gathered(Unit unit, Function<Stored, Accepted> answer) implements Accepted {}

  /** It was a dry run: nothing was stored, and nothing will be sent. */
  record Rehearsed(Judged judged, Preview rendering, Allowed allowed, List<String> warnings)
      implements Accepted {
    public Rehearsed {
      warnings = List.copyOf(warnings);
    }

    /** What would have been decided, and where the message would stand. */
    public record Judged(Message message, Decision decision, Status status) {}

    /**
     * What the limits say.
     *
     * @param left what they allow at this moment; null where another node sends for the connection
     */
    public record Allowed(Connection.Traffic traffic, @Nullable Left left) {}
  }
}
