package dev.caravan.platform;

import dev.caravan.message.Outcome;

/** Asks a connection's platform, by the platform's own route, whose the credential is. */
@FunctionalInterface
public interface Prober {

  /**
   * Blocks until the platform has answered; never throws for what a platform does, but {@link
   * dev.caravan.message.Refused} where there is no way to ask it. A sent outcome names whose the
   * credential is; nothing is posted.
   */
  Outcome probe(Connection connection);
}
