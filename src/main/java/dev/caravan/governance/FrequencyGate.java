package dev.caravan.governance;

import dev.caravan.contact.FrequencyCap;
import dev.caravan.contact.FrequencyTable;
import dev.caravan.contact.FrequencyTable.Full;
import dev.caravan.contact.HeldPolicy;
import dev.caravan.contact.Policies;
import dev.caravan.contact.PolicyJson;
import dev.caravan.message.Finding;
import dev.caravan.message.Reason;
import dev.caravan.message.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Writes to nobody more often than they want. What goes is counted right before its send; at submit
 * it is only looked whether there is room.
 */
public final class FrequencyGate implements Rule {
  /** A count that the database could not answer is asked for again so much later. */
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final Policies policies;
  private final FrequencyTable table;

  public FrequencyGate(Policies policies, Jdbi jdbi) {
    this.policies = policies;
    this.table = new FrequencyTable(jdbi);
  }

  @Override
  public String name() {
    return "frequency";
  }

  @Override
  public Case judge(Case c) {
    List<HeldPolicy> held = policies.of(c.message().target().lane());
    if (held.isEmpty() || c.moment() == Moment.EDIT) {
      return c;
    }
    List<HeldPolicy> capped = held.stream().filter(h -> !h.policy().frequency().isEmpty()).toList();
    return capped.isEmpty() ? c : counted(c, capped);
  }

  private Case counted(Case c, List<HeldPolicy> capped) {
    UUID id = c.message().id();
    Case judged = c;
    for (Full full : c.moment() == Moment.SUBMIT ? seen(c, capped) : taken(c, capped, id)) {
      judged = judged.with(find(full));
    }
    return judged;
  }

  /** How it will stand later nobody knows. */
  private List<Full> seen(Case c, List<HeldPolicy> capped) {
    return c.message().terms().scheduledFor() == null
        ? table.full(capped, c.message().id(), c.now())
        : List.of();
  }

  /** What does not go for another rule's sake takes no room. */
  private List<Full> taken(Case c, List<HeldPolicy> capped, UUID id) {
    if (!(c.decision().verdict() instanceof Verdict.Allow)) {
      return List.of();
    }
    try {
      return table.take(capped, id, c.now());
    } catch (JdbiException e) {
      Instant again = c.now().plus(AGAIN);
      HeldPolicy first = capped.get(0);
      FrequencyCap cap = first.policy().frequency().get(0);
      FrequencyCap patient = new FrequencyCap(cap.count(), cap.per(), FrequencyCap.Beyond.HOLD);
      return List.of(new Full(first, patient, again));
    }
  }

  private Finding find(Full full) {
    FrequencyCap cap = full.cap();
    boolean drop = cap.beyond() == FrequencyCap.Beyond.DROP;
    return new Finding(
        name(),
        drop ? new Verdict.Deny() : new Verdict.Defer(full.until()),
        Reason.FREQUENCY_CAP,
        "%s takes at most %d in %s, %s"
            .formatted(
                capitalised(full.held().whose()),
                cap.count(),
                PolicyJson.shown(cap.per()),
                drop
                    ? "and nothing is kept for later."
                    : "so it waits until " + full.until() + "."),
        Map.of(
            "count", Integer.toString(cap.count()),
            "per", PolicyJson.shown(cap.per()),
            "action", cap.beyond().word()));
  }

  private static String capitalised(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
