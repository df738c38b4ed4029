package dev.caravan.sandbox;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What truly arrived, in the order of arrival.
 *
 * <p>The oldest are forgotten beyond the settings' bounds; counts go on counting them, one number a
 * recipient.
 */
public final class Received {
  private final InstantSource clock;
  private final Settings settings;
  private final TreeMap<Long, ReceivedMessage> bySeq = new TreeMap<>();
  private final Map<MessageKey, Long> byKey = new HashMap<>();
  private final Map<Recipient, Long> counts = new HashMap<>();
  private long lastSeq;
  private long weight;

  /** Whose messages are counted together. */
  private record Recipient(String platform, String id) {
    boolean isIn(Wanted wanted) {
      return wanted.takes(platform, id);
    }
  }

  Received(InstantSource clock, Settings settings) {
    this.clock = clock;
    this.settings = settings;
  }

  /** Takes a message in under the id that its platform gave it. */
  public synchronized ReceivedMessage add(Arrival arrival, String platformMessageId) {
    ReceivedMessage message =
        new ReceivedMessage(
            ++lastSeq, arrival, platformMessageId, clock.instant(), /* editedAt= */ null, false);
    put(message);
    byKey.put(message.key(), message.seq());
    counts.merge(new Recipient(arrival.platform(), arrival.place().recipientId()), 1L, Long::sum);
    while (bySeq.size() > settings.keptMessages()
        || (weight > settings.keptCharacters() && bySeq.size() > 1)) {
      forget(bySeq.firstEntry().getValue());
    }
    return message;
  }

  /** The message of this key, while it is kept and not deleted. */
  public synchronized Optional<ReceivedMessage> find(MessageKey key) {
    return Optional.ofNullable(byKey.get(key)).map(bySeq::get).filter(m -> !m.deleted());
  }

  /** Whether a message of this key was deleted, as far as it is kept. */
  public synchronized boolean wasDeleted(MessageKey key) {
    Long seq = byKey.get(key);
    ReceivedMessage message = seq == null ? null : bySeq.get(seq);
    return message != null && message.deleted();
  }

  /** Replaces what a kept message says. */
  public synchronized void edit(MessageKey key, Arrival now) {
    find(key).ifPresent(m -> put(m.edited(now, clock.instant())));
  }

  /** Marks a kept message as deleted; it stays listed. */
  public synchronized void delete(MessageKey key) {
    find(key).ifPresent(m -> put(m.gone()));
  }

  /**
   * At most {@code limit} kept messages after a place in the order, oldest first.
   *
   * @param after a {@link ReceivedMessage#seq}, or 0 for the beginning
   */
  public synchronized List<ReceivedMessage> list(Wanted wanted, long after, int limit) {
    List<ReceivedMessage> found = new ArrayList<>();
    for (ReceivedMessage message : bySeq.tailMap(after, false).values()) {
      if (found.size() == limit) {
        break;
      }
      if (wanted.takes(message)) {
        found.add(message);
      }
    }
    return found;
  }

  /** How many arrived since the last clearing, the forgotten ones included. */
  public synchronized long count(Wanted wanted) {
    return counts.entrySet().stream()
        .filter(e -> e.getKey().isIn(wanted))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Forgets these messages and their counts; later ids and places stay unique. */
  public synchronized void clear(Wanted wanted) {
    List.copyOf(bySeq.values()).stream().filter(wanted::takes).forEach(this::forget);
    counts.keySet().removeIf(counted -> counted.isIn(wanted));
  }

  private void put(ReceivedMessage message) {
    ReceivedMessage before = bySeq.put(message.seq(), message);
    weight += message.weight() - (before == null ? 0 : before.weight());
  }

  private void forget(ReceivedMessage message) {
    bySeq.remove(message.seq());
    byKey.remove(message.key());
    weight -= message.weight();
  }
}
