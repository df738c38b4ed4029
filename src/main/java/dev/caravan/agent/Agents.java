package dev.caravan.agent;

import dev.caravan.message.Maturity;
import dev.caravan.message.Refused;
import dev.caravan.store.AuditLog;
import dev.caravan.store.AuditLog.Act;
import dev.caravan.store.Ids;
import dev.caravan.store.Signals;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The registry of agents: written through to the table, read from memory. */
public final class Agents {
  private final Jdbi jdbi;
  private final InstantSource clock;
  private final Map<UUID, Agent> byId = new ConcurrentHashMap<>();
  private final Map<String, UUID> byName = new ConcurrentHashMap<>();

  /** All that earlier transactions changed is here; by the database's own order, and no clock. */
  private long seen;

  public Agents(Jdbi jdbi, InstantSource clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /** Takes over what other nodes have changed. */
  public synchronized void refresh() {
    for (AgentsTable.Change change : jdbi.withHandle(h -> AgentsTable.changed(h, seen))) {
      take(change.agent());
      seen = change.horizon();
    }
  }

  /** The agent of this id or, as people write it, of this name. */
  public Optional<Agent> find(String idOrName) {
    UUID id = byName.get(idOrName);
    if (id == null) {
      id = uuid(idOrName);
    }
    return id == null ? Optional.empty() : Optional.ofNullable(byId.get(id));
  }

  /** The agent of this id, living or retired. */
  public Optional<Agent> byId(UUID id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The living agents, oldest first. */
  public List<Agent> live() {
    return byId.values().stream()
        .filter(Agent::live)
        .sorted(Comparator.comparing(Agent::id))
        .toList();
  }

  /** The names of the living, for a misspelt one's remedy. */
  public Collection<String> names() {
    return byName.keySet();
  }

  /** Makes an agent; a name that a living agent has is a conflict. */
  public Agent create(
      String name, Maturity maturity, Agent.Profile profile, List<Grant> grants, String actor) {
    Instant now = clock.instant();
    Agent agent =
        new Agent(Ids.next(), name, maturity, profile, grants, new Agent.Life(1, now, now, null));
    boolean made =
        jdbi.inTransaction(
            h -> {
              if (!AgentsTable.insert(h, agent)) {
                return false;
              }
              AuditLog.write(
                  h,
                  now,
                  new Act(
                      subject(agent),
                      "agent.created",
                      actor,
                      null,
                      null,
                      Map.of("maturity", maturity.word())));
              Signals.send(h, Signals.AGENTS);
              return true;
            });
    if (!made) {
      throw taken(name);
    }
    take(agent);
    return agent;
  }

  private static Refused taken(String name) {
    return new Refused(
        Refused.Kind.CONFLICT,
        "name",
        "name_taken",
        "An agent named '"
            + name
            + "' is there already; choose another name, or PUT /api/v1/agents/by-key/"
            + name
            + ".");
  }

  /**
   * Changes an agent; a change of maturity takes effect on messages already queued, and its {@code
   * reason} is kept.
   *
   * @param edit is given the agent as the table has it, within the transaction
   */
  public Agent change(UUID id, UnaryOperator<Agent> edit, @Nullable String reason, String actor) {
    Agent changed =
        jdbi.inTransaction(
            h -> {
              Agent old =
                  AgentsTable.byId(h, id)
                      .filter(Agent::live)
                      .orElseThrow(
                          () ->
                              new Refused(Refused.Kind.NOT_FOUND, unknown(id.toString()).faults()));
              Agent fresh = next(edit.apply(old), old);
              if (AgentsTable.taken(h, fresh)) {
                throw taken(fresh.name());
              }
              if (!AgentsTable.update(h, fresh, old.life().version())) {
                throw new Refused(
                    Refused.Kind.CONFLICT,
                    "",
                    "changed_meanwhile",
                    "Somebody changed this agent at the same moment; read it and try again.");
              }
              AuditLog.write(h, clock.instant(), act(old, fresh, reason, actor));
              Signals.send(h, Signals.AGENTS);
              return fresh;
            });
    take(changed);
    return changed;
  }

  /** A refusal naming an agent that is not there, with the nearest that is. */
  public Refused unknown(String idOrName) {
    String near =
        dev.caravan.message.Texts.nearest(idOrName, names())
            .map(n -> " Did you mean '" + n + "'?")
            .orElse("");
    return new Refused(
        Refused.Kind.INVALID,
        "agent_id",
        "agent_unknown",
        "There is no agent '" + idOrName + "'." + near);
  }

  private Agent next(Agent edited, Agent old) {
    Instant now = clock.instant();
    return new Agent(
        old.id(),
        edited.name(),
        edited.maturity(),
        edited.profile(),
        edited.grants(),
        new Agent.Life(
            old.life().version() + 1, old.life().createdAt(), now, edited.live() ? null : now));
  }

  private static Act act(Agent old, Agent fresh, @Nullable String reason, String actor) {
    Map<String, Object> detail = new LinkedHashMap<>();
    String verb = "agent.changed";
    if (!fresh.live()) {
      verb = "agent.retired";
    } else if (old.maturity() != fresh.maturity()) {
      verb = fresh.maturity().compareTo(old.maturity()) > 0 ? "agent.promoted" : "agent.demoted";
      detail.put("from", old.maturity().word());
      detail.put("to", fresh.maturity().word());
    }
    return new Act(subject(fresh), verb, actor, reason, null, detail);
  }

  private static String subject(Agent agent) {
    return "agent:" + agent.id();
  }

  private synchronized void take(Agent agent) {
    Agent old = byId.get(agent.id());
    if (old != null && old.life().version() > agent.life().version()) {
      return;
    }
    byId.put(agent.id(), agent);
    if (old != null && !old.name().equals(agent.name())) {
      byName.remove(old.name(), agent.id());
    }
    if (agent.live()) {
      byName.put(agent.name(), agent.id());
    } else {
      byName.remove(agent.name(), agent.id());
    }
  }

  private static @Nullable UUID uuid(String text) {
    if (text.length() != 36) {
      return null;
    }
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
