package dev.caravan.governance;

import dev.caravan.agent.Agent;
import dev.caravan.agent.Agents;
import dev.caravan.delivery.MessagingWindows;
import dev.caravan.delivery.RecipientsTable;
import dev.caravan.delivery.Standing;
import dev.caravan.message.Content;
import dev.caravan.message.Failover;
import dev.caravan.message.Fault;
import dev.caravan.message.Message;
import dev.caravan.message.Origin;
import dev.caravan.message.Refused;
import dev.caravan.message.Sender;
import dev.caravan.message.Submission;
import dev.caravan.message.Target;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Platform;
import dev.caravan.store.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes a message of a submission: who is meant, where it goes, and whether it ever can. */
public final class Resolver {
  private final Agents agents;
  private final Destinations destinations;
  private final RecipientsTable recipients;
  private final RepliesTable replies;
  private final MessagingWindows windows;

  public Resolver(
      Agents agents,
      Destinations destinations,
      RecipientsTable recipients,
      RepliesTable replies,
      MessagingWindows windows) {
    this.agents = agents;
    this.destinations = destinations;
    this.recipients = recipients;
    this.replies = replies;
    this.windows = windows;
  }

  /** The message that the submission asks for; throws {@link Refused} with every fault. */
  Message resolve(Submission submission, Instant now) {
    Agent agent =
        agents
            .find(submission.agent())
            .filter(Agent::live)
            .orElseThrow(() -> agents.unknown(submission.agent()));
    Connection connection = destinations.connection(submission.to());
    Target target = Fallbacks.target(submission.to(), connection);
    Origin origin = origin(submission, target, now);
    Sender sender =
        new Sender(
            "default",
            agent.id(),
            agent.name(),
            agent.maturity(),
            origin,
            submission.entry().principal());
    UUID id = Ids.next();
    List<Fault> faults = new ArrayList<>();
    Failover failover = Fallbacks.of(submission.to().otherwise(), target, destinations, faults);
    Message message =
        new Message(
            id,
            sender,
            target,
            Answering.content(replies, submission, target),
            new Message.Outline(
                submission.terms(), submission.notes().correlatedAtLeastBy(id), failover),
            now);
    faults.addAll(faults(message, destinations.platform(connection)));
    if (!faults.isEmpty()) {
      throw new Refused(Refused.Kind.INVALID, faults);
    }
    return message;
  }

  private Origin origin(Submission submission, Target target, Instant now) {
    String replyTo = submission.notes().replyTo();
    boolean reply =
        submission.entry().origin() == Origin.SEND
            && replyTo != null
            && replies.isReply(replyTo, target, now);
    return reply ? Origin.REPLY : submission.entry().origin();
  }

  /** Everything for which the message could never be delivered where it is meant to go. */
  List<Fault> faults(Message message) {
    return destinations
        .platform(message.target().platform())
        .map(platform -> faults(message, platform))
        .orElseGet(List::of);
  }

  private List<Fault> faults(Message message, Platform platform) {
    Target target = message.target();
    List<Fault> faults = new ArrayList<>();
    platform
        .recipientFault(target.recipientId())
        .ifPresent(why -> faults.add(new Fault("recipient_id", "recipient_form", why)));
    Optional.ofNullable(target.threadId())
        .flatMap(platform::threadFault)
        .ifPresent(why -> faults.add(new Fault("thread_id", "thread_form", why)));
    dead(target).ifPresent(faults::add);
    if (faults.isEmpty()) {
      closed(message).ifPresent(faults::add);
    }
    return faults;
  }

  private Optional<Fault> dead(Target target) {
    return recipients
        .flags(target.lane())
        .filter(f -> f.deadSince() != null)
        .map(
            f ->
                new Fault(
                    "recipient_id",
                    "recipient_dead",
                    "'%s' cannot be reached on %s (%s since %s); it is tried again after a day."
                        .formatted(
                            target.recipientId(),
                            target.connection(),
                            f.deadReason(),
                            f.deadSince())));
  }

  /** Of a message for later nobody can know how the window will stand. */
  private Optional<Fault> closed(Message message) {
    if (message.terms().scheduledFor() != null || windows.templated(message)) {
      return Optional.empty();
    }
    Standing standing = windows.of(message.target().lane());
    return standing instanceof Standing.Closed closed
        ? Optional.of(
            new Fault("recipient_id", "window_closed", windows.sentence(message.target(), closed)))
        : Optional.empty();
  }

  /** What the caller should know of a message that was taken, in sentences. */
  List<String> warnings(Message message) {
    Instant scheduled = message.terms().scheduledFor();
    if (scheduled == null
        || windows.templated(message)
        || windows.of(message.target().lane()) instanceof Standing.Needless) {
      return List.of();
    }
    return List.of(
        ("Whether %s lets this recipient be written to is known no sooner than %s; if they have"
                + " not written shortly before, the message ends as failed (window_closed).")
            .formatted(message.target().platform(), scheduled));
  }

  /** How many messages the text of a content becomes on the target's platform. */
  public int parts(Message message) {
    Content text = message.content().withoutTemplate();
    return destinations.platform(message.target().platform()).map(p -> p.parts(text)).orElse(1);
  }
}
