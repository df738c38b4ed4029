package dev.caravan.governance;

import dev.caravan.agent.Agent;
import dev.caravan.agent.Grant.Deed;
import dev.caravan.message.Finding;
import dev.caravan.message.Message;
import dev.caravan.message.Origin;
import dev.caravan.message.Reason;
import dev.caravan.message.Target;
import dev.caravan.message.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Denies what the agent has no grant for on the message's connection. */
public final class GrantGate implements Rule {
  @Override
  public String name() {
    return "grants";
  }

  @Override
  public Case judge(Case c) {
    Agent agent = c.agent();
    if (agent == null) {
      return c;
    }
    Target target = c.message().target();
    for (Deed deed : needed(c.message())) {
      if (!agent.may(deed, target)) {
        return c.with(
            new Finding(
                name(),
                new Verdict.Deny(),
                Reason.NOT_GRANTED,
                agent.name()
                    + " has no grant to "
                    + deed.word()
                    + " on "
                    + target.connection()
                    + ".",
                Map.of("deed", deed.word(), "connection", target.connection())));
      }
    }
    return c;
  }

  private static List<Deed> needed(Message message) {
    List<Deed> needed = new ArrayList<>();
    Origin origin = message.sender().origin();
    if (origin == Origin.MONITOR) {
      needed.add(Deed.ALERT);
    } else if (origin == Origin.SCHEDULE || message.terms().scheduledFor() != null) {
      needed.add(Deed.SCHEDULE);
    } else if (origin != Origin.HUB) {
      needed.add(Deed.SEND);
    }
    if (!message.content().actions().isEmpty()) {
      needed.add(Deed.BUTTONS);
    }
    return needed;
  }
}
