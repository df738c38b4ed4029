package dev.caravan.web;

import dev.caravan.delivery.Batch;
import dev.caravan.delivery.Wait;
import dev.caravan.governance.Accepted;
import dev.caravan.message.Fault;
import dev.caravan.message.StoredMessage;
import dev.caravan.message.Verdict;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of a message to a group: an item a member. */
public record BatchJson(@Nullable String batchId, String contact, List<ItemJson> items) {

  /**
   * One member's.
   *
   * @param status the HTTP status that the message would have been answered with alone
   * @param errors why nothing was stored for them
   */
  public record ItemJson(
      String contact,
      int status,
      @Nullable MessageJson message,
      @Nullable RehearsalJson rehearsal,
      List<Fault> errors,
      List<String> warnings) {}

  /** A batch that is stored; {@code waits} says by its id why a message has not gone out. */
  static BatchJson of(Accepted.Grouped grouped, Map<UUID, Wait> waits) {
    Batch batch = grouped.batch();
    return new BatchJson(
        batch.id().toString(),
        batch.contact(),
        batch.items().stream().map(item -> item(item, grouped, waits)).toList());
  }

  private static ItemJson item(Batch.Item item, Accepted.Grouped grouped, Map<UUID, Wait> waits) {
    StoredMessage stored =
        item.messageId() == null ? null : grouped.messages().get(item.messageId());
    if (stored == null) {
      return unsent(item);
    }
    return new ItemJson(
        item.contact(),
        held(stored) ? 202 : 201,
        MessageJson.of(stored, waits.get(stored.message().id())),
        null,
        List.of(),
        grouped.warnings().getOrDefault(item.contact(), List.of()));
  }

  /** A member for whom nothing is there; one whose message was forgotten, too. */
  static ItemJson unsent(Batch.Item item) {
    int status = item.messageId() != null ? 201 : item.denied() ? 403 : 422;
    return new ItemJson(item.contact(), status, null, null, item.faults(), List.of());
  }

  static boolean held(StoredMessage stored) {
    return stored.progress().decision().verdict() instanceof Verdict.Hold;
  }

  /** What a dry run says of each. */
  static BatchJson of(Accepted.AllRehearsed rehearsed) {
    return new BatchJson(
        null, rehearsed.contact(), rehearsed.items().stream().map(BatchJson::rehearsed).toList());
  }

  private static ItemJson rehearsed(Accepted.AllRehearsed.Rehearsal one) {
    Accepted.Rehearsed rehearsed = one.rehearsed();
    return new ItemJson(
        one.contact(),
        rehearsed == null ? 422 : 200,
        null,
        rehearsed == null ? null : RehearsalJson.of(rehearsed),
        one.faults(),
        List.of());
  }

  /** The status of the whole: 202 where every message that is stored waits for a human. */
  static int status(Accepted.Grouped grouped) {
    if (grouped.swallowed()) {
      return 200;
    }
    Map<?, StoredMessage> messages = grouped.messages();
    return messages.values().stream().allMatch(BatchJson::held) ? 202 : 201;
  }
}
