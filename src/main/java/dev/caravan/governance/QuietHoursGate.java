package dev.caravan.governance;

import dev.caravan.contact.HeldPolicy;
import dev.caravan.contact.Policies;
import dev.caravan.contact.QuietHours;
import dev.caravan.delivery.Detour;
import dev.caravan.message.Finding;
import dev.caravan.message.Message;
import dev.caravan.message.Priority;
import dev.caravan.message.Reason;
import dev.caravan.message.Verdict;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Leaves recipients in peace while they want it; what is urgent goes through. */
public final class QuietHoursGate implements Rule {
  private final Policies policies;
  private final Detours detours;

  /** Where else a message can go. */
  @FunctionalInterface
  public interface Detours {

    /** The next address of the message's contact at which it is not quiet then. */
    Optional<Detour> from(Message message, Instant at);
  }

  public QuietHoursGate(Policies policies, Detours detours) {
    this.policies = policies;
    this.detours = detours;
  }

  @Override
  public String name() {
    return "quietHours";
  }

  /** Whether messages of this priority go through quiet hours. */
  static boolean breaching(Priority priority) {
    return priority.rank() >= Priority.URGENT.rank();
  }

  @Override
  public Case judge(Case c) {
    List<HeldPolicy> held = policies.of(c.message().target().lane());
    if (held.isEmpty()
        // Changing what was sent rings nobody's bell.
        || c.moment() == Moment.EDIT
        || breaching(c.message().terms().priority())) {
      return c;
    }
    Instant at = leaves(c);
    Case judged = c;
    for (HeldPolicy one : held) {
      Instant until = Policies.until(one, at);
      if (until != null) {
        judged = judged.with(find(c, one, until));
      }
    }
    return judged;
  }

  /** What is for later is judged by how it will stand then. */
  private static Instant leaves(Case c) {
    Instant scheduled = c.message().terms().scheduledFor();
    return scheduled != null && scheduled.isAfter(c.now()) ? scheduled : c.now();
  }

  private Finding find(Case c, HeldPolicy held, Instant until) {
    QuietHours hours = Objects.requireNonNull(held.policy().quietHours());
    String zone = Objects.requireNonNull(held.policy().zone()).getId();
    String quiet =
        "It is quiet for %s from %s to %s (%s)"
            .formatted(held.whose(), hours.from(), hours.to(), zone);
    Map<String, String> inputs = new LinkedHashMap<>();
    inputs.put("action", hours.action().word());
    inputs.put("timezone", zone);
    if (hours.action() == QuietHours.Action.DROP) {
      return new Finding(
          name(),
          new Verdict.Deny(),
          Reason.QUIET_HOURS,
          quiet + ", and nothing is kept for later.",
          inputs);
    }
    if (hours.action() == QuietHours.Action.NEXT_ADDRESS && c.moment() == Moment.SEND) {
      detours.from(c.message(), c.now()).ifPresent(detour -> inputs.putAll(detour.inputs()));
    }
    String rest =
        inputs.containsKey("next_connection")
            ? ", so it goes to the next address, on " + inputs.get("next_connection") + "."
            : ", so it waits until " + until + ".";
    return new Finding(name(), new Verdict.Defer(until), Reason.QUIET_HOURS, quiet + rest, inputs);
  }
}
