package dev.caravan.delivery;

import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;

/** What the end of a call says about its platform, rather than about its message. */
enum Sign {
  /** It answered as it should, be it that it refused this one message. */
  WELL,
  /** It asked for silence. */
  LIMITED,
  /** It failed, or was not there. */
  FAILED,
  /** The platform was not asked, or our own credential is at fault. */
  NOTHING;

  static Sign of(Outcome outcome) {
    if (outcome instanceof Outcome.Retry retry) {
      return of(retry.reason());
    }
    if (outcome instanceof Outcome.Rejected rejected) {
      return rejected.reason() == Reason.CREDENTIAL_REFUSED
              || rejected.reason() == Reason.WINDOW_CLOSED
          ? NOTHING
          : WELL;
    }
    if (outcome instanceof Outcome.Limited limited) {
      // One recipient's limit says nothing about the others.
      return limited.scope() == Outcome.Scope.CONNECTION ? LIMITED : NOTHING;
    }
    return outcome instanceof Outcome.Unknown ? FAILED : WELL;
  }

  private static Sign of(Reason reason) {
    return switch (reason) {
      case SERVER_ERROR, CONNECT_FAILED, TIMEOUT, CONNECTION_LOST, ANSWER_NOT_UNDERSTOOD -> FAILED;
      default -> NOTHING;
    };
  }

  /** Whether the far side may have seen the call, so that it counts against its limits. */
  static boolean reached(Outcome outcome) {
    return !(outcome instanceof Outcome.Retry retry)
        || (retry.reason() != Reason.CONNECT_FAILED && retry.reason() != Reason.ROUTE_UNAVAILABLE);
  }
}
