package dev.caravan.governance;

import dev.caravan.agent.Agent;
import dev.caravan.delivery.Approval;
import dev.caravan.message.Decision;
import dev.caravan.message.Finding;
import dev.caravan.message.Message;
import dev.caravan.message.Reason;
import dev.caravan.message.Submission;
import dev.caravan.message.Verdict;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message before its judges, and what they have said so far: the body of {@code flow/govern}. */
public record Case(Message message, Circumstances circumstances, Decision decision) {

  /**
   * What the rules look at besides the message.
   *
   * @param agent as it is now; null where there is none of that id any more
   * @param approval the human's yes that the message carries
   * @param submission what was asked for; null when it is judged again before a send
   * @param gathering the group that the message's recipient is the first of
   */
  public record Circumstances(
      Moment moment,
      @Nullable Agent agent,
      @Nullable Approval approval,
      @Nullable Submission submission,
      @Nullable Gathering gathering,
      Instant now) {

    /** Those of a message that goes alone. */
    public Circumstances(
        Moment moment,
        @Nullable Agent agent,
        @Nullable Approval approval,
        @Nullable Submission submission,
        Instant now) {
      this(moment, agent, approval, submission, null, now);
    }
  }

  /** The agent as it is now; null where there is none of that id any more. */
  public @Nullable Agent agent() {
    return circumstances.agent();
  }

  public Moment moment() {
    return circumstances.moment();
  }

  public Instant now() {
    return circumstances.now();
  }

  /** The case with one finding more; a hold is met by a human's valid yes. */
  public Case with(Finding finding) {
    return new Case(message, circumstances, decision.with(met(finding)));
  }

  /** The case, as the first of a group's. */
  Case with(Gathering gathering) {
    Circumstances alone = circumstances;
    return new Case(
        message,
        new Circumstances(
            alone.moment(),
            alone.agent(),
            alone.approval(),
            alone.submission(),
            gathering,
            alone.now()),
        decision);
  }

  /** The case, to be watched by a human. */
  public Case watched() {
    return new Case(message, circumstances, decision.watched());
  }

  private Finding met(Finding finding) {
    Approval approval = circumstances.approval();
    if (!(finding.verdict() instanceof Verdict.Hold) || approval == null) {
      return finding;
    }
    if (!approval.contentHash().equals(message.approvalHash())) {
      return new Finding(
          finding.rule(),
          new Verdict.Hold(),
          Reason.APPROVAL_VOID,
          approval.approver()
              + " approved another content or target, so a human must approve it anew.",
          finding.inputs());
    }
    return new Finding(
        finding.rule(),
        new Verdict.Allow(),
        Reason.APPROVED_BY_HUMAN,
        finding.sentence() + " " + approval.approver() + " approved it at " + approval.at() + ".",
        Map.of("approver", approval.approver()));
  }
}
