package dev.caravan.governance;

import dev.caravan.agent.Agent;
import dev.caravan.agent.Agents;
import dev.caravan.delivery.Acceptance;
import dev.caravan.delivery.MessagesTable;
import dev.caravan.delivery.MessagesTable.Keyed;
import dev.caravan.message.Refused;
import dev.caravan.message.StoredMessage;
import dev.caravan.message.Submission;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Submissions that had been stored before: they are answered by what was stored, for a caller whose
 * first answer was lost must not be told that its time has passed or its agent was demoted.
 */
public final class Repeats {
  private final Agents agents;
  private final Resolver resolver;
  private final MessagesTable messages;
  private final Duration usualWindow;

  /** {@code usualWindow} is how long a dedup key swallows unless its message says otherwise. */
  public Repeats(Agents agents, Resolver resolver, MessagesTable messages, Duration usualWindow) {
    this.agents = agents;
    this.resolver = resolver;
    this.messages = messages;
    this.usualWindow = usualWindow;
  }

  /** What makes a later submission a repeat of this one, or has it swallowed. */
  Acceptance.Keys keys(Submission submission) {
    Submission.Entry entry = submission.entry();
    // Only what has a key can be a repeat, and needs to be told from another content with it.
    boolean repeatable = entry.idempotencyKey() != null || entry.originKey() != null;
    return new Acceptance.Keys(
        entry.idempotencyKey(),
        entry.originKey(),
        repeatable ? submission.requestHash() : null,
        dedup(entry.dedup()));
  }

  /** What a dry run is told where the message would be swallowed, as a sentence. */
  Optional<String> swallowed(Case judged) {
    Submission submission = judged.circumstances().submission();
    Submission.Dedup dedup = submission == null ? null : submission.entry().dedup();
    if (dedup == null) {
      return Optional.empty();
    }
    return messages
        .swallowing(judged.message().sender().agentId(), dedup.key(), judged.now())
        .map(
            by ->
                "Its dedup_key was used by %s, which swallows until %s: that one would be the answer."
                    .formatted(by.id(), by.until()));
  }

  private Acceptance.@Nullable Dedup dedup(Submission.@Nullable Dedup asked) {
    if (asked == null) {
      return null;
    }
    Duration window = asked.window();
    return new Acceptance.Dedup(asked.key(), window == null ? usualWindow : window);
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
