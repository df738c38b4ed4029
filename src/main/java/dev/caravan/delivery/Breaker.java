package dev.caravan.delivery;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection to sends while its platform fails or crawls, and probes it with one message
 * at a time until it answers again. Counted by calls and not by time: a connection that sends once
 * a minute is to notice an outage, too.
 */
final class Breaker {
  /** It judges by so many of the last calls: at ten calls at once, two rounds. */
  private static final int CALLS = 20;

  /** Fewer say nothing: a restart of the platform fails a handful. */
  private static final int ENOUGH = 10;

  /** Retries cope with fewer. */
  private static final float FAILED_PERCENT = 50;

  /** A slow call is no failure, so nearly all must be. */
  private static final float SLOW_PERCENT = 80;

  /** The first pause; each failed probe doubles it, up to the longest. */
  private static final Duration FIRST = Duration.ofSeconds(5);

  /** What an outage lasts longer than its end, at most. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private static final IntervalFunction PAUSES =
      IntervalFunction.ofExponentialBackoff(FIRST, 2, LONGEST);

  private final InstantSource clock;
  private final CircuitBreaker circuit;
  private final Deque<Change> changes = new ArrayDeque<>();
  private int openings;
  private boolean probing;
  private @Nullable Instant until;

  /**
   * What has become of it, to be written down.
   *
   * @param until when the next probe may go; null where it has closed
   * @param first whether it was closed before
   */
  record Change(Instant at, @Nullable Instant until, boolean first, String why) {}

  /** The circuit asks for one; its stack trace would say nothing. */
  private static final class PlatformFailed extends Exception {
    private static final long serialVersionUID = 1;

    PlatformFailed() {
      super("The platform failed", null, false, false);
    }
  }

  /** A call that takes more than half of {@code responseTimeout} is slow. */
  Breaker(String connection, Duration responseTimeout, InstantSource clock) {
    this.clock = clock;
    this.circuit =
        CircuitBreaker.of(
            connection,
            CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(CALLS)
                .minimumNumberOfCalls(ENOUGH)
                .failureRateThreshold(FAILED_PERCENT)
                .slowCallRateThreshold(SLOW_PERCENT)
                .slowCallDurationThreshold(responseTimeout.dividedBy(2))
                .waitIntervalFunctionInOpenState(PAUSES)
                .permittedNumberOfCallsInHalfOpenState(1)
                .clock(clockOf(clock))
                .build());
  }

  private static Clock clockOf(InstantSource source) {
    return source.withZone(ZoneOffset.UTC);
  }

  /** How many sends may begin, at most {@code wanted}. */
  synchronized int room(int wanted) {
    return switch (circuit.getState()) {
      case CLOSED -> wanted;
      case OPEN -> until != null && clock.instant().isAfter(until) ? Math.min(1, wanted) : 0;
      default -> probing ? 0 : Math.min(1, wanted);
    };
  }

  /** A send begins; answers whether it is the probe. */
  synchronized boolean begin() {
    if (circuit.getState() == State.CLOSED || probing) {
      return false;
    }
    probing = circuit.tryAcquirePermission();
    return probing;
  }

  /** A send has ended; answers whether the breaker has closed by it. */
  synchronized boolean end(boolean probe, Sign sign, Duration took) {
    State before = circuit.getState();
    if (probe) {
      probing = false;
    } else if (before != State.CLOSED) {
      // It began before the outage was noticed, and is no probe.
      return false;
    }
    switch (sign) {
      case WELL -> circuit.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
      case FAILED -> circuit.onError(took.toNanos(), TimeUnit.NANOSECONDS, new PlatformFailed());
      default -> {
        if (probe) {
          circuit.releasePermission();
        }
      }
    }
    return changed(before);
  }

  private boolean changed(State before) {
    State after = circuit.getState();
    Instant now = clock.instant();
    if (after == State.OPEN && before != State.OPEN) {
      open(now.plusMillis(PAUSES.apply(++openings)), before == State.CLOSED);
    } else if (after == State.CLOSED && before != State.CLOSED) {
      openings = 0;
      until = null;
      changes.add(new Change(now, null, false, "It answers again."));
      return true;
    }
    return false;
  }

  private void open(Instant end, boolean first) {
    until = end;
    CircuitBreaker.Metrics metrics = circuit.getMetrics();
    boolean failed = metrics.getFailureRate() >= FAILED_PERCENT;
    String why =
        String.format(
            Locale.ROOT,
            "%.0f %% of its last %d calls %s.",
            failed ? metrics.getFailureRate() : metrics.getSlowCallRate(),
            metrics.getNumberOfBufferedCalls(),
            failed ? "failed" : "were slow");
    changes.add(new Change(clock.instant(), end, first, why));
  }

  /** Opens it as an earlier owner left it. */
  synchronized void restore(Instant end) {
    openings++;
    until = end;
    circuit.transitionToOpenStateUntil(end);
  }

  /** Closed, open or half open. */
  synchronized State state() {
    return circuit.getState();
  }

  /** When the next probe may go; null where it is closed, or a probe is due or under way. */
  synchronized @Nullable Instant until() {
    return circuit.getState() == State.OPEN ? until : null;
  }

  /** What has become of it since it was asked last, not yet {@link #written}. */
  synchronized @Nullable Change change() {
    return changes.peek();
  }

  /** Says that the first change is written down. */
  synchronized void written() {
    changes.poll();
  }
}
