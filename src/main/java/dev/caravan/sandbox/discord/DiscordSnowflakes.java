package dev.caravan.sandbox.discord;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Discord's ids: milliseconds since 2015 above 22 further bits (documentation, snowflakes); each
 * greater than the one before.
 */
final class DiscordSnowflakes {
  /** The first moment of 2015, in milliseconds since 1970. */
  private static final long EPOCH = 1_420_070_400_000L;

  private static final int BITS_BELOW_TIME = 22;

  private final InstantSource clock;
  private final AtomicLong last = new AtomicLong();

  DiscordSnowflakes(InstantSource clock) {
    this.clock = clock;
  }

  String next() {
    long now = (clock.millis() - EPOCH) << BITS_BELOW_TIME;
    return Long.toString(last.updateAndGet(before -> Math.max(before + 1, now)));
  }
}
