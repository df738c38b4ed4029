package dev.caravan.governance;

import dev.caravan.agent.Agent;
import dev.caravan.message.Finding;
import dev.caravan.message.Reason;
import dev.caravan.message.Verdict;
import java.util.Map;

/** Lets only agents speak that are known and not retired. */
public final class AgentLive implements Rule {
  @Override
  public String name() {
    return "agentLive";
  }

  @Override
  public Case judge(Case c) {
    Agent agent = c.agent();
    if (agent == null) {
      return c.with(
          deny(
              Reason.AGENT_UNKNOWN,
              "The agent " + c.message().sender().agentName() + " is not known any more."));
    }
    return agent.live()
        ? c
        : c.with(deny(Reason.AGENT_RETIRED, "The agent " + agent.name() + " was retired."));
  }

  private Finding deny(Reason reason, String sentence) {
    return new Finding(name(), new Verdict.Deny(), reason, sentence, Map.of());
  }
}
