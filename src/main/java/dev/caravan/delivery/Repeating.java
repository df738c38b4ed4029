package dev.caravan.delivery;

import dev.caravan.platform.Connection;
import dev.caravan.platform.Platforms;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * What every pump needs to know of sends that failed, hung, or may have arrived.
 *
 * @param nanos a clock that nobody sets
 */
record Repeating(DoubtsTable doubts, Platforms platforms, LongSupplier nanos) {

  /** What becomes of a send through this connection. */
  Fate fate(Connection connection) {
    return new Fate(
        connection.traffic().repeats(),
        platforms
            .byId(connection.platform())
            .map(p -> p.capabilities(connection.endpoint()).lifetimes().idempotency())
            .orElse(Duration.ZERO),
        () -> ThreadLocalRandom.current().nextLong());
  }
}
