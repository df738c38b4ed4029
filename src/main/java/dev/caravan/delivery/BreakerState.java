package dev.caravan.delivery;

import dev.caravan.message.Word;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;

/** How a connection's breaker stands. */
public enum BreakerState implements Word {
  /** All may pass. */
  CLOSED(0),
  /** One message tries whether the platform is well again. */
  HALF_OPEN(1),
  /** Nothing passes. */
  OPEN(2);

  private final int figure;

  BreakerState(int figure) {
    this.figure = figure;
  }

  /** What the meter shows for it. */
  public int figure() {
    return figure;
  }

  static BreakerState of(CircuitBreaker.State state) {
    return switch (state) {
      case CLOSED -> CLOSED;
      case OPEN -> OPEN;
      default -> HALF_OPEN;
    };
  }
}
