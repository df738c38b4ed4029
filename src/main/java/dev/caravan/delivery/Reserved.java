package dev.caravan.delivery;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Calls beside the queue that wait for their turn: a queue that is never empty would leave none to
 * an edit, for whom a human waits.
 */
final class Reserved {
  /** How long such a call waits before its caller is told to come again. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Map<String, Integer> waiting = new ConcurrentHashMap<>();

  /** One waits to call this recipient. */
  void add(String recipient) {
    waiting.merge(recipient, 1, Integer::sum);
  }

  /** One waits no longer. */
  void remove(String recipient) {
    waiting.computeIfPresent(recipient, (r, n) -> n == 1 ? null : n - 1);
  }

  /** How many wait. */
  int calls() {
    return waiting.isEmpty() ? 0 : waiting.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Whether one waits to call this recipient. */
  boolean holds(String recipient) {
    return waiting.containsKey(recipient);
  }
}
