package dev.caravan.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How one connection stands: what waits, what flies, who owns it and what closes it. */
public record QueueState(String connection, Waiting waiting, @Nullable Owner owner, Closed closed) {

  /** What waits, what flies, and how many were sent each second of the last ten. */
  public record Waiting(
      long depth, long inFlight, @Nullable Instant oldest, double ratePerSecond) {}

  /** Which node runs it, at which epoch. */
  public record Owner(String node, long epoch) {}

  /** Until when the platform asked for silence, and who paused it and why. */
  public record Closed(
      @Nullable Instant until, @Nullable String pausedBy, @Nullable String pausedWhy) {}
}
