package dev.caravan.wiring;

import dev.caravan.schedule.Clockwork;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ticks of the schedules; a tick that fails is made up for by the next. */
public final class ClockworkSteps {
  private static final Logger LOG = LoggerFactory.getLogger(ClockworkSteps.class);

  /** Rows of one statement, and statements of one tick: as the other tables forget. */
  private static final int MOST = 500;

  private static final int BATCHES = 40;

  private final Clockwork clockwork;
  private final BooleanSupplier working;
  private final Duration kept;
  private final InstantSource clock;

  ClockworkSteps(Clockwork clockwork, BooleanSupplier working, Duration kept, InstantSource clock) {
    this.clockwork = clockwork;
    this.working = working;
    this.kept = kept;
    this.clock = clock;
  }

  /**
   * Each 250 ms: what is due is said, unless this node has its schedules switched off, or is
   * drained.
   */
  public void fire() {
    if (!working.getAsBoolean()) {
      return;
    }
    try {
      clockwork.look();
    } catch (RuntimeException e) {
      LOG.warn("Schedules wait for their next tick: {}", e.toString());
    }
  }

  /** Each minute: firings and schedules that are long over are forgotten. */
  public void forget() {
    try {
      int batches = 0;
      while (clockwork.forget(clock.instant().minus(kept), MOST) >= MOST && ++batches < BATCHES) {
        // The next batch.
      }
    } catch (RuntimeException e) {
      LOG.warn("Forgetting firings waits for its next tick: {}", e.toString());
    }
  }
}
