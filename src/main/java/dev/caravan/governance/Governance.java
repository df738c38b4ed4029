package dev.caravan.governance;

import dev.caravan.agent.Agents;
import dev.caravan.delivery.Approval;
import dev.caravan.delivery.Judge;
import dev.caravan.message.Decision;
import dev.caravan.message.Finding;
import dev.caravan.message.Message;
import dev.caravan.message.Reason;
import dev.caravan.message.Submission;
import dev.caravan.message.Verdict;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one decision. It asks the route {@code flow/govern}, and fails closed: a policy that throws
 * or answers nothing holds the message for a human.
 */
public final class Governance implements Judge {
  private static final Logger LOG = LoggerFactory.getLogger(Governance.class);

  private final Agents agents;
  private final PolicyFile policy;
  private final InstantSource clock;
  private final Policy route;

  /** The route that orders the rules. */
  @FunctionalInterface
  public interface Policy {

    /** The case with the rules' findings. */
    Case judge(Case open);
  }

  public Governance(Agents agents, PolicyFile policy, InstantSource clock, Policy route) {
    this.agents = agents;
    this.policy = policy;
    this.clock = clock;
    this.route = route;
  }

  @Override
  public Decision judge(Message message, @Nullable Approval approval) {
    return judged(open(message, Moment.SEND, approval, null)).decision();
  }

  /** What governance says of another content for a message that was sent. */
  public Decision judgeEdit(Message message, @Nullable Approval approval) {
    return judged(open(message, Moment.EDIT, approval, null)).decision();
  }

  /** The case with the rules' findings; whatever the policy throws is thrown. */
  Case ask(Case open) {
    return route.judge(open);
  }

  /** The case of a submission before any rule has looked at it. */
  Case open(
      Message message,
      Moment moment,
      @Nullable Approval approval,
      @Nullable Submission submission) {
    Instant now = clock.instant();
    return new Case(
        message,
        new Case.Circumstances(
            moment,
            agents.byId(message.sender().agentId()).orElse(null),
            approval,
            submission,
            now),
        Decision.open(policy.inForce(), now));
  }

  private Case judged(Case open) {
    try {
      return route.judge(open);
    } catch (RuntimeException e) {
      LOG.error("The policy {} failed; the message is held", policy.inForce().file(), e);
      Finding failed =
          new Finding(
              "policy",
              new Verdict.Hold(),
              Reason.POLICY_FAILED,
              "The policy failed on this message, so a human must decide.",
              Map.of("error", e.getClass().getSimpleName()));
      // Not by Case.with: an approval given before answers no rule that could not be asked.
      return new Case(open.message(), open.circumstances(), open.decision().with(failed));
    }
  }
}
