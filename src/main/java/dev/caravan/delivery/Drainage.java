package dev.caravan.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Takes a node's pumps out of work, and back: for a drain that is asked for and for a stop alike.
 * No more is begun; what is in flight ends; and each connection is given up as soon as nothing of
 * its own is in flight any more, whatever the others still do.
 */
final class Drainage {
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** A round of the owners takes some milliseconds, or is over once the database is away. */
  private static final Duration GIVING_UP = Duration.ofSeconds(2);

  private final Map<String, Pump> pumps;
  private final Set<Pump> begun;
  private final Owners owners;
  private volatile boolean draining;
  private volatile boolean patient;

  /**
   * Over a node's pumps, as they come and go.
   *
   * @param pumps by the connections that the node owns
   * @param begun those of connections that it has lost, too, until they are idle
   */
  Drainage(Map<String, Pump> pumps, Set<Pump> begun, Owners owners) {
    this.pumps = pumps;
    this.begun = begun;
    this.owners = owners;
  }

  /** Whether nothing may be begun. */
  boolean draining() {
    return draining;
  }

  /** The connections that are still kept while draining: those with something in flight. */
  Set<String> kept() {
    return pumps.entrySet().stream()
        .filter(e -> patient && !e.getValue().idle())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** Begins no more, lets what is in flight end for at most {@code wait}, and gives all up. */
  Drained drain(Duration wait) {
    // Before the pumps are counted: one that begins meanwhile sees it, and ends.
    patient = true;
    draining = true;
    owners.rest();
    Set<String> mine = new TreeSet<>(pumps.keySet());
    begun.forEach(Pump::stop);
    int before = flying();
    await(wait, () -> begun.stream().allMatch(Pump::idle) && gaveAllUp());
    int after = flying();
    if (draining) {
      patient = false;
      await(GIVING_UP, this::gaveAllUp);
    }
    mine.removeAll(owners.owned());
    return new Drained(before, after, List.copyOf(mine));
  }

  private boolean gaveAllUp() {
    // A pump is gone a moment before the lock is.
    return pumps.isEmpty() && owners.owned().isEmpty();
  }

  private void await(Duration most, BooleanSupplier over) {
    long end = System.nanoTime() + most.toNanos();
    while (draining && !over.getAsBoolean() && System.nanoTime() - end < 0) {
      if (!kept().containsAll(pumps.keySet())) {
        owners.hurry();
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private int flying() {
    return begun.stream().mapToInt(Pump::flying).sum();
  }

  /** Takes up work again, as far as no other node has. */
  void undrain() {
    draining = false;
    // A pump that was stopped begins no more: what is still owned needs a new one.
    pumps.keySet().forEach(owners::renew);
    owners.work();
  }
}
