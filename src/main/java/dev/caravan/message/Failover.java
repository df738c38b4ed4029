package dev.caravan.message;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a message may go instead, once its connection is sick; settled when it is accepted, so that
 * an approval covers it.
 *
 * @param targets the further targets in their order, each on a connection of its own
 * @param next which of them is tried next; their number where none is left
 * @param afterSeconds how long the message's own connection may fail before it goes on
 * @param hops where it went so far, oldest first
 */
public record Failover(List<Target> targets, int next, long afterSeconds, List<Hop> hops) {
  /** How long a connection may fail, unless the caller says otherwise. */
  public static final Duration AFTER = Duration.ofMinutes(5);

  public Failover {
    targets = List.copyOf(targets);
    hops = List.copyOf(hops);
  }

  /** One that was not used yet. */
  public Failover(List<Target> targets, Duration after) {
    this(targets, 0, after.toSeconds(), List.of());
  }

  /** That a message went from one target to another, and why. */
  public record Hop(Target from, Target to, Reason reason, Instant at) {}

  /** What may still be tried. */
  public List<Target> left() {
    return targets.subList(Math.min(next, targets.size()), targets.size());
  }

  /** The same after the message went to {@code to}, one of {@link #left}. */
  public Failover hopped(Target from, Target to, Reason reason, Instant at) {
    List<Hop> all = new ArrayList<>(hops);
    all.add(new Hop(from, to, reason, at));
    return new Failover(targets, targets.indexOf(to) + 1, afterSeconds, all);
  }

  /** The same with nothing left to try. */
  public Failover exhausted() {
    return new Failover(targets, targets.size(), afterSeconds, hops);
  }

  /**
   * Everywhere the message may go, in one text; the same before and after a hop, so that an
   * approval holds for all of it. Another one where it stands at {@code now}, and may not.
   */
  String fingerprint(Target now) {
    Target first = hops.isEmpty() ? now : hops.get(0).from();
    boolean foreseen = now.equals(first) || targets.contains(now);
    return Fingerprint.of(
        Stream.concat(Stream.of(foreseen ? first : now), targets.stream())
            .map(t -> Fingerprint.of(t.connection(), t.recipientId(), t.threadId()))
            .toArray(String[]::new));
  }
}
