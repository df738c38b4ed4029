package dev.caravan.monitor;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the ticks of this room do; a tick that fails is made up for by the next. */
public final class MonitorSteps {
  private static final Logger LOG = LoggerFactory.getLogger(MonitorSteps.class);

  private final Samples samples;
  private final OnCall onCall;

  public MonitorSteps(Samples samples, OnCall onCall) {
    this.samples = samples;
    this.onCall = onCall;
  }

  /** Each 5 s: the gauges are looked up. */
  public void measure() {
    samples.look();
  }

  /** Each 5 s: those on call are told what they should know. */
  public void tell() {
    try {
      onCall.look();
    } catch (RuntimeException e) {
      LOG.warn("Telling those on call waits for the next tick: {}", e.getMessage());
    }
  }
}
