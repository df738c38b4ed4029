package dev.caravan.delivery;

import dev.caravan.message.StoredMessage;
import dev.caravan.store.Database;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** What stood in the way of what was not written: an earlier use of one of its keys. */
final class Earlier {
  private static final Stored GONE =
      new Stored.Unavailable("What stood in its way went away at the same moment; repeat it.");

  private final MessagesTable messages;
  private final BatchesTable batches;

  Earlier(Database database) {
    this.messages = new MessagesTable(database.jdbi());
    this.batches = new BatchesTable(database.jdbi());
  }

  /** What was stored under the keys before: an Idempotency-Key is looked for first. */
  Stored of(Unit unit) {
    try {
      Stored one = of(unit.first());
      return unit instanceof Unit.Group ? whole(one) : one;
    } catch (RuntimeException e) {
      return new Stored.Unavailable("The database is away.");
    }
  }

  private Stored of(Acceptance a) {
    Acceptance.Keys keys = a.keys();
    UUID replayOf = a.message().notes().replayOf();
    if (replayOf != null) {
      return new Stored.DealtWith(messages.dealtWith(replayOf));
    }
    StoredMessage same = messages.byKey(a.message().sender(), keys);
    if (same != null) {
      return messages.requestHash(same.message().id()).equals(keys.requestHash())
          ? new Stored.Repeated(same)
          : new Stored.KeyReused(same);
    }
    StoredMessage first = messages.byDedup(a.message().sender(), keys.dedup());
    return first == null ? GONE : new Stored.Swallowed(first);
  }

  /** A group is answered by all that was stored then; by one message where that went alone. */
  private Stored whole(Stored one) {
    if (one instanceof Stored.Repeated repeated) {
      return whole(repeated.message(), Stored.How.REPEATED)
          .<Stored>map(all -> all)
          .orElseGet(() -> new Stored.Swallowed(repeated.message()));
    }
    if (one instanceof Stored.Swallowed swallowed) {
      return whole(swallowed.first(), Stored.How.SWALLOWED)
          .<Stored>map(all -> all)
          .orElse(swallowed);
    }
    return one;
  }

  /** All that was stored for a group with the message; empty where it went alone. */
  Optional<Stored.Whole> whole(StoredMessage one, Stored.How how) {
    UUID id = one.message().notes().batchId();
    return id == null ? Optional.empty() : batches.byId(id).map(batch -> whole(batch, how));
  }

  private Stored.Whole whole(Batch batch, Stored.How how) {
    List<UUID> ids =
        batch.items().stream().map(Batch.Item::messageId).filter(Objects::nonNull).toList();
    return new Stored.Whole(batch, messages.byIds(ids), how);
  }

  /** What is there of units whose commit nobody saw, by the id of their first message. */
  Map<UUID, Stored> there(List<Unit> units) {
    Map<UUID, StoredMessage> found =
        messages.byIds(units.stream().map(u -> u.first().message().id()).toList());
    Map<UUID, Stored> there = new HashMap<>();
    for (Unit unit : units) {
      StoredMessage first = found.get(unit.first().message().id());
      if (first != null) {
        Stored alone = new Stored.Fresh(first);
        there.put(
            first.message().id(),
            unit instanceof Unit.Group
                ? whole(first, Stored.How.FRESH).<Stored>map(all -> all).orElse(alone)
                : alone);
      }
    }
    return there;
  }
}
