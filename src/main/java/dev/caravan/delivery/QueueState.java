package dev.caravan.delivery;

import dev.caravan.platform.Connection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one connection stands: what waits, what flies, who owns it and what closes it.
 *
 * @param flow null where another node, or nobody, owns the connection and its breaker is closed
 */
public record QueueState(
    String connection, Waiting waiting, @Nullable Owner owner, Closed closed, @Nullable Flow flow) {

  /** What waits, what flies, and how many were sent each second of the last ten. */
  public record Waiting(
      long depth, long inFlight, @Nullable Instant oldest, double ratePerSecond) {}

  /** Which node runs it, at which epoch. */
  public record Owner(String node, long epoch) {}

  /** Until when the platform asked for silence, and who paused it and why. */
  public record Closed(
      @Nullable Instant until, @Nullable String pausedBy, @Nullable String pausedWhy) {}

  /**
   * How it is throttled.
   *
   * @param until when the next probe may go; null where none is waited for
   * @param calls how many may be made at once now; 0 where another node knows that
   * @param range from how many to how many
   * @param factor the share of its usual pace
   */
  public record Flow(
      BreakerState breaker,
      @Nullable Instant until,
      int calls,
      Connection.Calls range,
      double factor) {}
}
