package dev.caravan.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Callers that post numbered messages, each to a recipient of its own, one after the other; what
 * was accepted is what must arrive.
 */
final class Load implements AutoCloseable {
  /** The ids that were answered, by the message's text. */
  final Map<String, String> accepted = new ConcurrentHashMap<>();

  /** The statuses of the answers that accepted nothing; 0 is no answer. */
  final Map<Integer, AtomicInteger> refusals = new ConcurrentHashMap<>();

  /** Refusals that did not say when to come again. */
  final Set<HubClient.Answer> rude = ConcurrentHashMap.newKeySet();

  private final Function<Integer, HubClient> hubs;
  private final List<Thread> callers = new ArrayList<>();
  private volatile boolean ended;

  /** Callers that ask {@code hubs} whom to call for their n-th message. */
  Load(Function<Integer, HubClient> hubs) {
    this.hubs = hubs;
  }

  /** Starts so many callers, each until it has posted {@code most} or is told to end. */
  Load start(int count, int most) {
    for (int i = 0; i < count; i++) {
      String recipient = recipient(callers.size());
      Thread caller = new Thread(() -> post(recipient, most), "load-" + recipient);
      caller.setDaemon(true);
      caller.start();
      callers.add(caller);
    }
    return this;
  }

  /** The recipient of a caller. */
  static String recipient(int caller) {
    return "C0LOAD" + caller;
  }

  private void post(String recipient, int most) {
    for (int n = 0; n < most && !ended; n++) {
      // Ordered as text too, so that the order of arrival is easily judged.
      String text = "%s %06d".formatted(recipient, n);
      HubClient.Answer answer = hubs.apply(n).send(recipient, text);
      if (answer.accepted()) {
        accepted.put(text, answer.text("id"));
      } else {
        refusals.computeIfAbsent(answer.status(), s -> new AtomicInteger()).incrementAndGet();
        if (answer.status() == 503 && answer.retryAfter() == null) {
          rude.add(answer);
        }
      }
    }
  }

  /** Whether every caller has posted all of its messages. */
  boolean idle() {
    return callers.stream().noneMatch(Thread::isAlive);
  }

  /** Waits until every caller has posted all of its messages. */
  void join() {
    try {
      for (Thread caller : callers) {
        caller.join(120_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends all callers, and returns when they have got their last answers. */
  void end() {
    ended = true;
    join();
  }

  @Override
  public void close() {
    end();
  }
}
