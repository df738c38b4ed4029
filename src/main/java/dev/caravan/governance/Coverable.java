package dev.caravan.governance;

import dev.caravan.agent.Agent;
import dev.caravan.agent.Agents;
import dev.caravan.message.Fault;
import dev.caravan.message.Form;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What there is for a stop to cover: a slip of the pen must not make one that stops nothing. */
public final class Coverable {
  private final Agents agents;
  private final Destinations destinations;

  public Coverable(Agents agents, Destinations destinations) {
    this.agents = agents;
    this.destinations = destinations;
  }

  /** What the scope and its {@code value} mean; notes a fault where there is no such thing. */
  public Stop.Cover cover(Form form, Stop.Scope scope, @Nullable String value) {
    Optional<Fault> fault = value == null ? Optional.empty() : fault(scope, value);
    fault.ifPresent(f -> form.fault("value", f.code(), f.message()));
    if (scope != Stop.Scope.AGENT || value == null || fault.isPresent()) {
      return new Stop.Cover(scope, value, null);
    }
    // An id is as good a name; what a message says of its stop is the name.
    Optional<Agent> agent = agents.find(value);
    UUID id = agent.map(Agent::id).orElse(null);
    return new Stop.Cover(scope, agent.map(Agent::name).orElse(value), id);
  }

  private Optional<Fault> fault(Stop.Scope scope, String value) {
    return switch (scope) {
      case PLATFORM -> destinations.unknownPlatform(value);
      case CONNECTION -> destinations.unknownConnection(value);
      case AGENT ->
          agents.find(value).isPresent()
              ? Optional.empty()
              : agents.unknown(value).faults().stream().findFirst();
      case ALL, LABEL -> Optional.empty();
    };
  }
}
