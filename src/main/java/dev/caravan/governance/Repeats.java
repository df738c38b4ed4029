package dev.caravan.governance;

import dev.caravan.agent.Agent;
import dev.caravan.agent.Agents;
import dev.caravan.delivery.MessagesTable;
import dev.caravan.delivery.MessagesTable.Keyed;
import dev.caravan.message.Refused;
import dev.caravan.message.StoredMessage;
import dev.caravan.message.Submission;
import java.util.Optional;

/**
 * Submissions that had been stored before: they are answered by what was stored, for a caller whose
 * first answer was lost must not be told that its time has passed or its agent was demoted.
 */
public final class Repeats {
  private final Agents agents;
  private final Resolver resolver;
  private final MessagesTable messages;

  public Repeats(Agents agents, Resolver resolver, MessagesTable messages) {
    this.agents = agents;
    this.resolver = resolver;
    this.messages = messages;
  }

  /**
   * What the submission's Idempotency-Key was answered with before; empty where it is new. One that
   * was used for another content is refused.
   */
  Optional<Accepted> of(Submission submission) {
    String key = submission.entry().idempotencyKey();
    Optional<Agent> agent = agents.find(submission.agent());
    if (key == null || agent.isEmpty()) {
      return Optional.empty();
    }
    Optional<Keyed> earlier = messages.keyed(agent.get().id(), key);
    if (earlier.isEmpty()) {
      return Optional.empty();
    }
    StoredMessage first = earlier.get().message();
    if (!earlier.get().requestHash().equals(submission.requestHash())) {
      throw reused(first);
    }
    return Optional.of(
        new Accepted.Taken(first, /* fresh= */ false, resolver.warnings(first.message())));
  }

  static Refused reused(StoredMessage first) {
    return new Refused(
        Refused.Kind.INVALID,
        "Idempotency-Key",
        "idempotency_key_reused",
        "This Idempotency-Key was used for another message, "
            + first.message().id()
            + "; use a new key for new content.");
  }
}
