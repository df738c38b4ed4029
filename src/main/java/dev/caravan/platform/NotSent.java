package dev.caravan.platform;

import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import java.time.Duration;

/** A delivery that was given up before anything was written. */
public final class NotSent extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** A swap of a route takes well under a second; the dispatcher has other lanes meanwhile. */
  private static final Duration ROUTE_BACK_AFTER = Duration.ofMillis(200);

  private final transient Outcome outcome;

  /** It may well be sent a moment later. */
  public NotSent(String why) {
    this(new Outcome.Retry(Reason.ROUTE_UNAVAILABLE, why, ROUTE_BACK_AFTER), why);
  }

  /** What this means for the delivery; never that it was sent. */
  public NotSent(Outcome outcome, String why) {
    super(why);
    this.outcome = outcome;
  }

  /** It could not even be written, and never can: what else fails before the call. */
  static NotSent unwritable(RuntimeException thrown) {
    String why = "It could not be written for the platform: " + thrown.getClass().getSimpleName();
    NotSent given =
        new NotSent(new Outcome.Rejected(Reason.ROUTE_FAILED, why + "; see the log."), why);
    given.initCause(thrown);
    return given;
  }

  /** What this means for the delivery. */
  public Outcome outcome() {
    return outcome;
  }
}
