package dev.caravan.governance;

import dev.caravan.message.Address;
import dev.caravan.message.Failover;
import dev.caravan.message.Fault;
import dev.caravan.message.Refused;
import dev.caravan.message.Target;
import dev.caravan.message.Texts;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Platform;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes targets of the addresses to which a message may go instead. */
final class Fallbacks {
  private Fallbacks() {}

  /** Where the message may go instead of {@code first}; what is wrong with it is added. */
  static @Nullable Failover of(
      Address.@Nullable Otherwise otherwise,
      Target first,
      Destinations destinations,
      List<Fault> faults) {
    if (otherwise == null) {
      return null;
    }
    List<Target> targets = new ArrayList<>();
    Set<String> connections = new HashSet<>(Set.of(first.connection()));
    for (int i = 0; i < otherwise.addresses().size(); i++) {
      Address address = otherwise.addresses().get(i);
      String at = "failover[" + i + "].";
      try {
        Connection connection = destinations.connection(address);
        Target target = target(address, connection);
        targets.add(target);
        if (!connections.add(connection.name())) {
          faults.add(twice(at, connection));
        }
        faults.addAll(unfit(at, target, destinations.platform(connection)));
      } catch (Refused refused) {
        refused.faults().forEach(f -> faults.add(new Fault(at + f.field(), f.code(), f.message())));
      }
    }
    return new Failover(targets, otherwise.after());
  }

  /** The place that an address means on its connection. */
  static Target target(Address address, Connection connection) {
    return new Target(
        connection.platform(),
        connection.name(),
        connection.sandbox(),
        address.recipientId(),
        address.threadId());
  }

  private static Fault twice(String at, Connection connection) {
    return new Fault(
        at + "connection",
        "duplicate",
        "'%s' goes through %s, as another target of the message does; name one on another connection, for it is the connection that is sick then."
            .formatted(at.substring(0, at.length() - 1), Texts.shown(connection.name())));
  }

  private static List<Fault> unfit(String at, Target target, Platform platform) {
    List<Fault> faults = new ArrayList<>();
    platform
        .recipientFault(target.recipientId())
        .ifPresent(why -> faults.add(new Fault(at + "recipient_id", "recipient_form", why)));
    Optional.ofNullable(target.threadId())
        .flatMap(platform::threadFault)
        .ifPresent(why -> faults.add(new Fault(at + "thread_id", "thread_form", why)));
    return faults;
  }
}
