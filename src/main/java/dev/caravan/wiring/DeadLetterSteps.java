package dev.caravan.wiring;

import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.wiring.routes.DeadLetter;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the built-in dead-letter route does: one line in the log, without content. */
public final class DeadLetterSteps {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterSteps.class);

  /** Writes the line. */
  public void log(Exchange exchange) {
    DeadLetter dead = exchange.getMessage().getBody(DeadLetter.class);
    LOG.warn(
        "Message {} on {} ended {}: {}",
        dead.message().id(),
        dead.message().target().connection(),
        dead.status(),
        told(dead.outcome()));
  }

  /** The reason by the word that docs/RUNBOOK.md explains. */
  static String told(Outcome outcome) {
    if (outcome instanceof Outcome.Rejected rejected) {
      return told(rejected.reason(), rejected.detail());
    }
    if (outcome instanceof Outcome.Unknown unknown) {
      return told(unknown.reason(), unknown.detail());
    }
    if (outcome instanceof Outcome.Retry retry) {
      return told(retry.reason(), retry.detail());
    }
    return outcome instanceof Outcome.Limited
        ? told(Reason.RATE_LIMITED, "the platform asked for silence")
        : outcome.word();
  }

  private static String told(Reason reason, String detail) {
    return reason.word() + " (" + detail + ")";
  }
}
