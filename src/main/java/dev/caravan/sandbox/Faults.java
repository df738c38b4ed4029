package dev.caravan.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The faults in force, in the order in which they were set; the first that strikes, strikes. */
final class Faults {
  private final RandomGenerator dice;
  private volatile List<Misbehaviour> inForce = List.of();

  /**
   * No faults yet.
   *
   * @param dice thrown for rates below 1 alone, so that a rate of 1 needs no luck
   */
  Faults(RandomGenerator dice) {
    this.dice = dice;
  }

  /** Puts one in force in place of its like; a rate of 0 only takes its like away. */
  synchronized void set(Misbehaviour fault) {
    List<Misbehaviour> fresh = new ArrayList<>(inForce);
    fresh.removeIf(fault::replaces);
    if (fault.rate() > 0) {
      fresh.add(fault);
    }
    inForce = List.copyOf(fresh);
  }

  synchronized void clear() {
    inForce = List.of();
  }

  List<Misbehaviour> inForce() {
    return inForce;
  }

  /** The fault that strikes this call, if one does. */
  Optional<Misbehaviour> strike(String platform, String recipientId) {
    for (Misbehaviour fault : inForce) {
      if (fault.concerns(platform, recipientId)
          && (fault.rate() >= 1 || dice.nextDouble() < fault.rate())) {
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }
}
