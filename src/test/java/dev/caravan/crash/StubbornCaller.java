package dev.caravan.crash;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A caller with one recipient that gives nothing up: it repeats each message under its own key
 * until a hub has taken it, and each approval until it was given, before it says the next.
 */
final class StubbornCaller {
  private static final Duration BETWEEN = Duration.ofMillis(15);

  /** Every message that was taken: its id, by its number. */
  final Map<Integer, String> taken = new ConcurrentHashMap<>();

  /** Answers that a caller can make nothing of. */
  final Set<HubClient.Answer> odd = ConcurrentHashMap.newKeySet();

  final String recipient;
  final Kind kind;
  private final HubClient hub;
  private final Thread thread;
  private volatile boolean ended;

  /** What it says. */
  enum Kind {
    PLAIN("autonomous", 1),
    /** In three parts on Slack. */
    LONG("autonomous", 900),
    /** Held until a human approves it. */
    HELD("intern", 1);

    final String agent;
    final int words;

    Kind(String agent, int words) {
      this.agent = agent;
      this.words = words;
    }
  }

  StubbornCaller(HubClient hub, Kind kind, String recipient) {
    this.hub = hub;
    this.kind = kind;
    this.recipient = recipient;
    this.thread = new Thread(this::speak, "stubborn-" + recipient);
    thread.setDaemon(true);
    thread.start();
  }

  private void speak() {
    for (int n = 0; !ended; n++) {
      String text = text(n);
      String key = recipient + "-" + n;
      HubClient.Answer answer = insist(() -> hub.send(kind.agent, recipient, text, key));
      if (!answer.accepted()) {
        odd.add(answer);
        return;
      }
      taken.put(n, answer.text("id"));
      if (kind == Kind.HELD) {
        approve(answer.text("id"));
      }
      LockSupport.parkNanos(BETWEEN.toNanos());
    }
  }

  private void approve(String id) {
    HubClient.Answer answer = insist(() -> hub.approve(id));
    // A yes that was heard by the hub alone is answered so when it is repeated.
    boolean given = answer.status() == 409 && answer.toString().contains("already_answered");
    if (answer.status() != 200 && !given) {
      odd.add(answer);
    }
  }

  private static HubClient.Answer insist(Supplier<HubClient.Answer> call) {
    HubClient.Answer answer = call.get();
    while (away(answer)) {
      LockSupport.parkNanos(BETWEEN.toNanos());
      answer = call.get();
    }
    return answer;
  }

  /**
   * Camel's server listens before anything stands on it: its bare 404 is no answer of the hub's.
   */
  private static boolean away(HubClient.Answer answer) {
    return answer.status() == 0
        || answer.status() == 503
        || (answer.status() == 404 && answer.body().isEmpty());
  }

  /** The n-th text: words that say where they belong and sort in the order of their being said. */
  private String text(int n) {
    return IntStream.range(0, kind.words)
        .mapToObj(word -> word(n, word))
        .collect(Collectors.joining(" "));
  }

  /** A word of the n-th text. */
  static String word(int n, int word) {
    return "%07d.%04d".formatted(n, word);
  }

  /** Has it fall silent once its last message was taken; a hub must be there. */
  void end() {
    ended = true;
    try {
      thread.join(60_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      throw new AssertionError(recipient + " is still not taken");
    }
  }
}
