package dev.caravan.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The sends in flight of one pump, so that a call that never ends blocks neither its lane nor the
 * connection. Measured by a clock that nobody sets, for a call hangs in no other.
 */
final class Flights {
  /** How long past the longest try a call is waited for. */
  static final Duration GRACE = Duration.ofSeconds(30);

  private final LongestTry longest;
  private final LongSupplier nanos;
  private final Map<UUID, Flight> flying = new ConcurrentHashMap<>();

  /** A send in flight. */
  record Flight(Queued row, Instant started, long nanos, long most) {}

  Flights(LongestTry longest, LongSupplier nanos) {
    this.longest = longest;
    this.nanos = nanos;
  }

  /** Begins one; call {@link #land} when it has ended. */
  Flight begin(Queued row, Instant started) {
    long most = longest.of(row.message()).plus(GRACE).toNanos();
    Flight flight = new Flight(row, started, nanos.getAsLong(), most);
    flying.put(row.message().id(), flight);
    return flight;
  }

  /** Ends one; answers false where it was given up before. */
  boolean land(Flight flight) {
    return flying.remove(flight.row().message().id(), flight);
  }

  /** Gives up those that have hung for too long, and answers each of them once. */
  List<Flight> giveUp() {
    List<Flight> stuck = new ArrayList<>();
    long now = nanos.getAsLong();
    for (Flight flight : flying.values()) {
      if (now - flight.nanos() >= flight.most() && land(flight)) {
        stuck.add(flight);
      }
    }
    return stuck;
  }
}
