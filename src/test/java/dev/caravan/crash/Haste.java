package dev.caravan.crash;

import dev.caravan.TestHub;
import dev.caravan.store.Signals;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Moves a hub's clock on while its pumps, which wait by the machine's clock, are told to look. */
record Haste(TestHub hub, Duration step) {
  private static final String WAKE =
      "notify %s, '%sslack'".formatted(Signals.CHANNEL, Signals.WAKE);

  /** Goes on until it holds, at most so long by the hub's clock; answers how long it took by it. */
  Duration until(String what, Duration within, BooleanSupplier holds) {
    Duration gone = Duration.ZERO;
    while (!holds.getAsBoolean()) {
      if (gone.compareTo(within) > 0) {
        throw new AssertionError("Not within " + within + " of the hub's time: " + what);
      }
      tick();
      gone = gone.plus(step);
    }
    return gone;
  }

  /** Lets so much of the hub's time go by. */
  void pass(Duration time) {
    for (Duration gone = Duration.ZERO; gone.compareTo(time) < 0; gone = gone.plus(step)) {
      tick();
    }
  }

  /** A round of the session that listens takes 50 ms; a step is not shorter than that. */
  private void tick() {
    hub.clock.forward(step);
    hub.sql(WAKE);
    java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
  }
}
