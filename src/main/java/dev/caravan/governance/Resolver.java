package dev.caravan.governance;

import dev.caravan.agent.Agent;
import dev.caravan.agent.Agents;
import dev.caravan.delivery.RecipientsTable;
import dev.caravan.message.Address;
import dev.caravan.message.Fault;
import dev.caravan.message.Message;
import dev.caravan.message.Origin;
import dev.caravan.message.Refused;
import dev.caravan.message.Sender;
import dev.caravan.message.Submission;
import dev.caravan.message.Target;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Connections;
import dev.caravan.platform.Platform;
import dev.caravan.platform.Platforms;
import dev.caravan.store.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Makes a message of a submission: who is meant, where it goes, and whether it ever can. */
public final class Resolver {
  private final Agents agents;
  private final Connections connections;
  private final Platforms platforms;
  private final RecipientsTable recipients;
  private final RepliesTable replies;

  public Resolver(
      Agents agents,
      Connections connections,
      Platforms platforms,
      RecipientsTable recipients,
      RepliesTable replies) {
    this.agents = agents;
    this.connections = connections;
    this.platforms = platforms;
    this.recipients = recipients;
    this.replies = replies;
  }

  /** The message that the submission asks for; throws {@link Refused} with every fault. */
  Message resolve(Submission submission, Instant now) {
    Agent agent =
        agents
            .find(submission.agent())
            .filter(Agent::live)
            .orElseThrow(() -> agents.unknown(submission.agent()));
    Target target = target(submission.to());
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
        new Message.Outline(submission.terms(), submission.notes().correlatedAtLeastBy(id)),
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

  /** The target that an address means. */
  public Target target(Address address) {
    Connection connection = connection(address);
    List<Fault> faults = new ArrayList<>();
    Target target =
        new Target(
            connection.platform(),
            connection.name(),
            connection.sandbox(),
            address.recipientId(),
            address.threadId());
    platform(connection)
        .recipientFault(address.recipientId())
        .ifPresent(why -> faults.add(new Fault("recipient_id", "recipient_form", why)));
    recipients
        .flags(target.lane())
        .filter(f -> f.deadSince() != null)
        .ifPresent(
            f ->
                faults.add(
                    new Fault(
                        "recipient_id",
                        "recipient_dead",
                        "'"
                            + address.recipientId()
                            + "' cannot be reached on "
                            + connection.name()
                            + " ("
                            + f.deadReason()
                            + " since "
                            + f.deadSince()
                            + "); it is tried again after a day.")));
    if (!faults.isEmpty()) {
      throw new Refused(Refused.Kind.INVALID, faults);
    }
    return target;
  }

  /** How many messages a content becomes on the target's platform. */
  public int parts(Message message) {
    return connections
        .byName(message.target().connection())
        .map(c -> platform(c).parts(message.content()))
        .orElse(1);
  }

  private Platform platform(Connection connection) {
    return platforms
        .byId(connection.platform())
        .orElseThrow(() -> new IllegalStateException("No platform " + connection.platform()));
  }

  private Connection connection(Address address) {
    String name = address.connection();
    if (name != null) {
      Connection named =
          connections
              .byName(name)
              .orElseThrow(() -> unknown("connection", name, connections.nearest(name)));
      if (address.platform() != null && !address.platform().equals(named.platform())) {
        throw new Refused(
            Refused.Kind.INVALID,
            "platform",
            "contradiction",
            "'platform' is '"
                + address.platform()
                + "', but "
                + name
                + " is a connection of "
                + named.platform()
                + "; leave 'platform' out.");
      }
      return named;
    }
    String platform = address.platform() == null ? "" : address.platform();
    return connections
        .ofPlatform(platform)
        .orElseThrow(() -> unknown("platform", platform, Optional.empty()));
  }

  private Refused unknown(String field, String name, Optional<String> near) {
    String known =
        field.equals("platform")
            ? connections.all().stream()
                .map(Connection::platform)
                .distinct()
                .collect(Collectors.joining(", "))
            : connections.all().stream().map(Connection::name).collect(Collectors.joining(", "));
    return new Refused(
        Refused.Kind.INVALID,
        field,
        field + "_unknown",
        "There is no %s '%s'%s; there are: %s."
            .formatted(
                field, name, near.map(n -> " (did you mean '" + n + "'?)").orElse(""), known));
  }
}
