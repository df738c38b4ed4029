package dev.caravan.governance;

import dev.caravan.contact.HeldPolicy;
import dev.caravan.contact.Policies;
import dev.caravan.delivery.RecipientsTable;
import dev.caravan.delivery.RecipientsTable.Flags;
import dev.caravan.message.Finding;
import dev.caravan.message.Reason;
import dev.caravan.message.Target;
import dev.caravan.message.Verdict;
import java.util.Map;

/** Denies writing to who does not want it, or cannot be reached any more. */
public final class RecipientGate implements Rule {
  private final RecipientsTable recipients;
  private final Policies policies;

  public RecipientGate(RecipientsTable recipients, Policies policies) {
    this.recipients = recipients;
    this.policies = policies;
  }

  @Override
  public String name() {
    return "recipient";
  }

  @Override
  public Case judge(Case c) {
    Target.Lane lane = c.message().target().lane();
    for (HeldPolicy held : policies.of(lane)) {
      if (held.policy().optedOut()) {
        return c.with(
            deny(Reason.OPTED_OUT, "What " + held.whose() + " wants is not to be written to."));
      }
    }
    Flags flags = recipients.flags(lane).orElse(null);
    if (flags == null) {
      return c;
    }
    if (flags.optedOutAt() != null) {
      return c.with(
          deny(
              Reason.OPTED_OUT,
              "The recipient asked at " + flags.optedOutAt() + " not to be written to."));
    }
    return c.with(
        deny(
            Reason.RECIPIENT_DEAD,
            "The platform said at "
                + flags.deadSince()
                + " that this recipient cannot be reached ("
                + flags.deadReason()
                + "); it is tried again after a day."));
  }

  private Finding deny(Reason reason, String sentence) {
    return new Finding(name(), new Verdict.Deny(), reason, sentence, Map.of());
  }
}
