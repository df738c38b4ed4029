package dev.caravan;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** Time that goes on by itself, and that a test moves forward. */
public final class MovedClock implements InstantSource {
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  /** Moves the clock forward, for good. */
  public void forward(Duration by) {
    ahead.updateAndGet(now -> now.plus(by));
  }

  @Override
  public Instant instant() {
    return InstantSource.system().instant().plus(ahead.get());
  }
}
