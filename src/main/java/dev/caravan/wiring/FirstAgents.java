package dev.caravan.wiring;

import dev.caravan.agent.Agent;
import dev.caravan.agent.Agents;
import dev.caravan.agent.Grant;
import dev.caravan.message.Maturity;
import dev.caravan.message.Refused;
import dev.caravan.message.Submission;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agents of an empty home: one of each maturity to try, where nothing they say leaves the hub,
 * and the hub itself.
 */
final class FirstAgents {
  private static final Logger LOG = LoggerFactory.getLogger(FirstAgents.class);

  private FirstAgents() {}

  /** {@code rehearsing} says whether every connection is a pretended one. */
  static void make(Agents agents, boolean rehearsing) {
    if (rehearsing && agents.live().isEmpty()) {
      for (Maturity maturity : Maturity.values()) {
        make(agents, maturity.name().toLowerCase(Locale.ROOT), maturity);
      }
    }
    // Without it nobody on call can be told of anything.
    if (!agents.names().contains(Submission.HUB)) {
      make(agents, Submission.HUB, Maturity.AUTONOMOUS);
    }
  }

  private static void make(Agents agents, String name, Maturity maturity) {
    try {
      agents.create(
          name, maturity, new Agent.Profile(null, List.of(), 5, null), Grant.usual(), "hub");
    } catch (Refused twin) {
      LOG.debug("Another hub made the agent {} at the same moment", name);
    }
  }
}
