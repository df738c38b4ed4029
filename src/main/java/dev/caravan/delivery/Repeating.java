package dev.caravan.delivery;

import dev.caravan.platform.Connection;
import dev.caravan.platform.Platform;
import dev.caravan.platform.Platforms;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * What every pump needs to know of sends that failed, hung, or may have arrived.
 *
 * @param nanos a clock that nobody sets
 * @param reach to get a pooled connection and to connect, in each call
 * @param aloft what this node is sending, of whatever connection
 */
record Repeating(
    DoubtsTable doubts, Platforms platforms, LongSupplier nanos, Duration reach, Aloft aloft) {

  /** How long a try through this connection may last. */
  LongestTry longest(Connection connection) {
    return new LongestTry(
        reach,
        platforms.byId(connection.platform()).map(Platform::prelude).orElse(Duration.ZERO),
        connection.traffic().responseTimeout());
  }

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
