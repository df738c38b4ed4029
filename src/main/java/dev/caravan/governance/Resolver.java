package dev.caravan.governance;

import dev.caravan.agent.Agent;
import dev.caravan.agent.Agents;
import dev.caravan.contact.Contact;
import dev.caravan.delivery.Detour;
import dev.caravan.delivery.MessagingWindows;
import dev.caravan.delivery.RecipientsTable;
import dev.caravan.delivery.Standing;
import dev.caravan.message.Address;
import dev.caravan.message.Content;
import dev.caravan.message.Failover;
import dev.caravan.message.Fault;
import dev.caravan.message.Message;
import dev.caravan.message.Origin;
import dev.caravan.message.Refused;
import dev.caravan.message.Sender;
import dev.caravan.message.Submission;
import dev.caravan.message.Target;
import dev.caravan.platform.Platform;
import dev.caravan.store.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes a message of a submission: who is meant, where it goes, and whether it ever can. */
public final class Resolver {
  private final Agents agents;
  private final Destinations destinations;
  private final RecipientsTable recipients;
  private final RepliesTable replies;
  private final MessagingWindows windows;
  private final ContactTargets contacts;
  private final Misnamed misnamed;

  public Resolver(
      Agents agents,
      Destinations destinations,
      RecipientsTable recipients,
      RepliesTable replies,
      MessagingWindows windows,
      ContactTargets contacts) {
    this.agents = agents;
    this.destinations = destinations;
    this.recipients = recipients;
    this.replies = replies;
    this.windows = windows;
    this.contacts = contacts;
    this.misnamed = new Misnamed(agents, destinations, contacts);
  }

  /** The message that the submission asks for; throws {@link Refused} with every fault. */
  Message resolve(Submission submission, Instant now) {
    Agent agent = speakerOrAll(submission);
    Target target = target(submission, now);
    List<Fault> faults = new ArrayList<>();
    Failover failover =
        target.contact() == null
            ? Fallbacks.of(submission.to().otherwise(), target, destinations, faults)
            : contacts.failover(target, this::lasting);
    Message message = message(submission, agent, target, failover, now);
    faults.addAll(faults(message));
    if (!faults.isEmpty()) {
      throw new Refused(Refused.Kind.INVALID, faults);
    }
    return message;
  }

  /** The refusal of a body that cannot be read, with what it names that is not there. */
  public Refused whole(Refused refused, Map<?, ?> body) {
    return misnamed.with(refused, body);
  }

  private Agent speakerOrAll(Submission submission) {
    try {
      return speaker(submission);
    } catch (Refused e) {
      throw misnamed.with(e, submission.to());
    }
  }

  /** The agent that speaks; throws {@link Refused} where there is none, or it is another's. */
  Agent speaker(Submission submission) {
    Agent agent =
        agents
            .find(submission.agent())
            .filter(Agent::live)
            .orElseThrow(() -> agents.unknown(submission.agent()));
    if (agent.name().equals(Submission.HUB) && submission.entry().origin() != Origin.HUB) {
      throw new Refused(
          Refused.Kind.FORBIDDEN,
          "agent_id",
          "agent_reserved",
          "The agent 'hub' speaks for the hub itself, to those on call; name an agent of your own (GET /api/v1/agents lists them).");
    }
    return agent;
  }

  /** Everybody for whom a contact's name stands; throws {@link Refused} where it names nobody. */
  List<Contact> people(String contact) {
    return contacts.people(contacts.contact(contact));
  }

  /** Whether a contact's name stands for several; throws {@link Refused} where it names nobody. */
  boolean group(String contact) {
    return contacts.contact(contact).group();
  }

  /** Where a message to the contact would go now, one place for each of its people. */
  public List<Target> targets(String contact, Instant now) {
    ContactTargets.Leaving leaving = new ContactTargets.Leaving(now, false);
    return people(contact).stream()
        .map(person -> contacts.first(person, leaving, this::lasting))
        .toList();
  }

  /** Where a message goes instead of waiting for the end of quiet hours; empty where it waits. */
  public Optional<Detour> detour(Message message, Instant at) {
    return contacts
        .next(message.target(), at, target -> faults(message.withTarget(target)))
        .map(target -> Detour.to(target, parts(message.withTarget(target))));
  }

  private Target target(Submission submission, Instant now) {
    Address to = submission.to();
    if (to.contact() == null) {
      return Fallbacks.target(to, destinations.connection(to));
    }
    Instant scheduled = submission.terms().scheduledFor();
    return contacts.first(
        contacts.contact(to.contact()),
        new ContactTargets.Leaving(
            scheduled == null ? now : scheduled,
            QuietHoursGate.breaching(submission.terms().priority())),
        target -> faults(submission, target, now));
  }

  /** Why nothing of the submission can go to the target. */
  private List<Fault> faults(Submission submission, Target target, Instant now) {
    try {
      return faults(message(submission, speaker(submission), target, null, now));
    } catch (Refused e) {
      return e.faults();
    }
  }

  private Message message(
      Submission submission, Agent agent, Target target, @Nullable Failover failover, Instant now) {
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
    return new Message(
        id,
        sender,
        target,
        Answering.content(replies, submission, target),
        new Message.Outline(
            submission.terms(), submission.notes().correlatedAtLeastBy(id), failover),
        now);
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
    List<Fault> faults = lasting(message.target());
    if (faults.isEmpty()) {
      closed(message).ifPresent(faults::add);
    }
    return faults;
  }

  /** What is wrong with a target, whatever is said there. */
  private List<Fault> lasting(Target target) {
    List<Fault> faults = new ArrayList<>();
    Optional<Platform> platform = destinations.platform(target.platform());
    platform
        .flatMap(p -> p.recipientFault(target.recipientId()))
        .ifPresent(why -> faults.add(new Fault("recipient_id", "recipient_form", why)));
    Optional.ofNullable(target.threadId())
        .flatMap(thread -> platform.flatMap(p -> p.threadFault(thread)))
        .ifPresent(why -> faults.add(new Fault("thread_id", "thread_form", why)));
    dead(target).ifPresent(faults::add);
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
