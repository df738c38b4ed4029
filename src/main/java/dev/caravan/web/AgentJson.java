package dev.caravan.web;

import dev.caravan.agent.Agent;
import dev.caravan.agent.Grant;
import dev.caravan.message.Word;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An agent as the API shows it. */
public record AgentJson(
    String id,
    String name,
    String maturity,
    @Nullable Double confidenceScore,
    List<String> capabilities,
    int maxLoad,
    @Nullable String endpoint,
    List<GrantJson> grants,
    long version,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant retiredAt) {

  /** A grant: where, and what. */
  public record GrantJson(
      @Nullable String platform, @Nullable String connection, List<String> actions) {}

  static AgentJson of(Agent agent) {
    return new AgentJson(
        agent.id().toString(),
        agent.name(),
        agent.maturity().word(),
        agent.profile().confidence(),
        agent.profile().capabilities(),
        agent.profile().maxLoad(),
        agent.profile().endpoint(),
        agent.grants().stream().map(AgentJson::of).toList(),
        agent.life().version(),
        agent.life().createdAt(),
        agent.life().updatedAt(),
        agent.life().retiredAt());
  }

  private static GrantJson of(Grant grant) {
    return new GrantJson(
        grant.platform(),
        grant.connection(),
        grant.deeds().stream().sorted().map(Word::word).toList());
  }
}
