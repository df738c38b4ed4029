package dev.caravan.governance;

import dev.caravan.agent.Agent;
import dev.caravan.agent.Agents;
import dev.caravan.message.Address;
import dev.caravan.message.Fault;
import dev.caravan.message.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a submission names that is not there: agent, connection, platform, contact. It is told along
 * with what is wrong otherwise; where nothing is, {@link Resolver} finds it by itself.
 */
record Misnamed(Agents agents, Destinations destinations, ContactTargets contacts) {

  /** The refusal of a body, with what it misnames. */
  Refused with(Refused refused, Map<?, ?> body) {
    List<Fault> more = new ArrayList<>();
    String agent = text(body, "agent_id");
    if (agent != null && agents.find(agent).filter(Agent::live).isEmpty()) {
      more.addAll(agents.unknown(agent).faults());
    }
    String contact = text(body, "contact");
    String platform = text(body, "platform");
    String connection = text(body, "connection");
    if (contact != null) {
      more.addAll(faults(() -> contacts.contact(contact)));
    } else if (platform != null || connection != null) {
      String recipient = text(body, "recipient_id");
      more.addAll(
          where(
              new Address(
                  platform,
                  connection,
                  recipient == null ? "" : recipient,
                  text(body, "thread_id"))));
    }
    return joined(refused, more);
  }

  /** The refusal of whoever speaks, with what is wrong with where it was to go. */
  Refused with(Refused refused, Address to) {
    String contact = to.contact();
    return joined(refused, contact == null ? where(to) : faults(() -> contacts.contact(contact)));
  }

  private static Refused joined(Refused refused, List<Fault> more) {
    if (refused.kind() != Refused.Kind.INVALID) {
      return refused;
    }
    List<Fault> all = new ArrayList<>(refused.faults());
    more.stream()
        .filter(fault -> all.stream().noneMatch(f -> f.field().equals(fault.field())))
        .toList()
        .forEach(all::add);
    return new Refused(refused.kind(), all);
  }

  private List<Fault> where(Address to) {
    List<Fault> faults = new ArrayList<>(faults(() -> destinations.connection(to)));
    if (faults.isEmpty()) {
      var platform = destinations.platform(destinations.connection(to));
      String thread = to.threadId();
      if (!to.recipientId().isEmpty()) {
        platform
            .recipientFault(to.recipientId())
            .ifPresent(why -> faults.add(new Fault("recipient_id", "recipient_form", why)));
      }
      if (thread != null) {
        platform
            .threadFault(thread)
            .ifPresent(why -> faults.add(new Fault("thread_id", "thread_form", why)));
      }
    }
    return faults;
  }

  private static List<Fault> faults(Runnable asked) {
    try {
      asked.run();
      return List.of();
    } catch (Refused e) {
      return e.faults();
    }
  }

  private static @Nullable String text(Map<?, ?> body, String field) {
    return body.get(field) instanceof String text && !text.isBlank() ? text : null;
  }
}
