package dev.caravan.wiring;

import dev.caravan.schedule.Clockwork;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ticks of the schedules; a tick that fails is made up for by the next. */
public final class ClockworkSteps {
  private static final Logger LOG = LoggerFactory.getLogger(ClockworkSteps.class);

  /** Rows of one statement, and statements of one tick: as the other tables forget. */
  private static final int MOST = 500;

  private static final int BATCHES = 40;

  private final Clockwork clockwork;
  private final Duty duty;
  private final InstantSource clock;

  /**
   * What this node does.
   *
   * @param fires whether it fires schedules
   * @param kept how long what is over is kept
   */
  record Duty(boolean fires, Duration kept) {}

  ClockworkSteps(Clockwork clockwork, Duty duty, InstantSource clock) {
    this.clockwork = clockwork;
    this.duty = duty;
    this.clock = clock;
  }

  /** Each 250 ms: what is due is said, unless this node has its schedules switched off. */
  public void fire() {
    if (!duty.fires()) {
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
      while (clockwork.forget(clock.instant().minus(duty.kept()), MOST) >= MOST && ++batches < BATCHES) {
        // The next batch.
      }
    } catch (RuntimeException e) {
      LOG.warn("Forgetting firings waits for its next tick: {}", e.toString());
    }
  }
}
