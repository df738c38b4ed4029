package dev.caravan.wiring;

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
        dead.outcome());
  }
}
