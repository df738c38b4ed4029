package dev.caravan.governance;

import dev.caravan.agent.Agent;
import dev.caravan.agent.Agents;
import dev.caravan.message.Content;
import dev.caravan.message.Refused;
import dev.caravan.message.Submission;
import dev.caravan.message.Wording;
import dev.caravan.template.Drafts;
import dev.caravan.template.Drawn;
import java.time.Instant;

/** Makes the text of what was submitted as a template, before anybody judges it. */
public final class Words {
  private final Agents agents;
  private final Drafts drafts;

  public Words(Agents agents, Drafts drafts) {
    this.agents = agents;
    this.drafts = drafts;
  }

  /**
   * The submission with its text made; its dates tell when it goes. Throws {@link Refused} where it
   * cannot be made.
   */
  Submission said(Submission submission, Instant now) {
    if (!(submission.content().extras().wording() instanceof Wording.Draft)) {
      return submission;
    }
    Instant scheduled = submission.terms().scheduledFor();
    // Whether there is such an agent is for the resolver to say.
    String speaker = agents.find(submission.agent()).map(Agent::name).orElseGet(submission::agent);
    return submission.saying(
        said(submission.content(), speaker, scheduled == null ? now : scheduled));
  }

  /** The content with its text made; throws {@link Refused} where it cannot be. */
  public Content said(Content content, String speaker, Instant at) {
    if (!(content.extras().wording() instanceof Wording.Draft draft)) {
      return content;
    }
    Drawn drawn = drafts.draw(draft, speaker, at);
    if (drawn instanceof Drawn.Undrawn undrawn) {
      throw new Refused(Refused.Kind.INVALID, undrawn.faults());
    }
    Drawn.Text made = (Drawn.Text) drawn;
    return new Content(
        made.text(), made.format(), content.actions(), content.extras().worded(made.from()));
  }
}
