package dev.caravan.governance;

import dev.caravan.agent.Agent;
import dev.caravan.agent.Grant.Deed;
import dev.caravan.message.Finding;
import dev.caravan.message.Mention;
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
                sentence(agent, deed, target),
                Map.of("deed", deed.word(), "connection", target.connection())));
      }
    }
    return c;
  }

  private static String sentence(Agent agent, Deed deed, Target target) {
    String without =
        switch (deed) {
          case MENTION_ALL -> "mention nobody at large";
          case BUTTONS -> "leave the actions out";
          case SCHEDULE -> "send it at once";
          case SEND, ALERT -> "speak as another agent";
        };
    return "%s has no grant to %s on %s; an admin gives it by PATCH /api/v1/agents/%s with '%s' among the actions of a grant, or %s."
        .formatted(
            agent.name(), deed.word(), target.connection(), agent.name(), deed.word(), without);
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
    if (message.content().extras().mentions().stream().anyMatch(Mention::mass)) {
      needed.add(Deed.MENTION_ALL);
    }
    return needed;
  }
}
