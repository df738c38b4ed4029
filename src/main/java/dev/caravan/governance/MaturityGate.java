package dev.caravan.governance;

import dev.caravan.agent.Agent;
import dev.caravan.message.Finding;
import dev.caravan.message.Maturity;
import dev.caravan.message.Origin;
import dev.caravan.message.Reason;
import dev.caravan.message.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What an agent's maturity allows for what the message came from: the table of the policy. It looks
 * at the agent as it is now, so a demotion reaches what is already queued.
 */
public final class MaturityGate implements Rule {
  private final Duration undo;
  private final boolean studentsMaySend;

  /**
   * The gate.
   *
   * @param undo how long a SUPERVISED agent's message can still be stopped before it goes; may be
   *     zero
   * @param studentsMaySend {@code caravan.policy.allow-student}: a student's send is held, not
   *     denied
   */
  public MaturityGate(Duration undo, boolean studentsMaySend) {
    this.undo = undo;
    this.studentsMaySend = studentsMaySend;
  }

  @Override
  public String name() {
    return "maturity";
  }

  @Override
  public Case judge(Case c) {
    Agent agent = c.agent();
    if (agent == null) {
      return c;
    }
    boolean reply = c.message().sender().origin() == Origin.REPLY;
    return switch (agent.maturity()) {
      case STUDENT -> reply || studentsMaySend ? hold(c, agent) : deny(c, agent);
      case INTERN -> reply ? allow(c, agent).watched() : hold(c, agent);
      case SUPERVISED -> supervised(c, agent).watched();
      case AUTONOMOUS -> allow(c, agent);
    };
  }

  private Case supervised(Case c, Agent agent) {
    Instant until = c.message().createdAt().plus(undo);
    boolean reply = c.message().sender().origin() == Origin.REPLY;
    if (reply || !until.isAfter(c.now())) {
      return allow(c, agent);
    }
    return c.with(
        find(
            c,
            agent,
            new Verdict.Defer(until),
            Reason.UNDO_WINDOW,
            "A SUPERVISED agent's message can still be stopped until " + until + "."));
  }

  private Case allow(Case c, Agent agent) {
    boolean full = agent.maturity() == Maturity.AUTONOMOUS;
    return c.with(
        find(
            c,
            agent,
            new Verdict.Allow(),
            full ? Reason.FULLY_TRUSTED : Reason.MATURITY_MONITORED,
            agent.maturity() + " agents may " + deed(c) + (full ? "." : "; it is watched.")));
  }

  private Case hold(Case c, Agent agent) {
    return c.with(
        find(
            c,
            agent,
            new Verdict.Hold(),
            Reason.MATURITY_NEEDS_APPROVAL,
            agent.maturity() + " agents may " + deed(c) + " only what a human has approved."));
  }

  private Case deny(Case c, Agent agent) {
    return c.with(
        find(
            c,
            agent,
            new Verdict.Deny(),
            Reason.MATURITY_DENIED,
            agent.maturity()
                + " agents may not "
                + deed(c)
                + "; promote "
                + agent.name()
                + " to INTERN first."));
  }

  private static String deed(Case c) {
    return c.message().sender().origin().word();
  }

  private Finding find(Case c, Agent agent, Verdict verdict, Reason reason, String sentence) {
    return new Finding(
        name(),
        verdict,
        reason,
        sentence,
        Map.of(
            "maturity", agent.maturity().word(), "origin", c.message().sender().origin().word()));
  }
}
