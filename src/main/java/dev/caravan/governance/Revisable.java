package dev.caravan.governance;

import dev.caravan.delivery.RevisionsTable.Begun;
import dev.caravan.governance.Revisions.Who;
import dev.caravan.message.Decision;
import dev.caravan.message.Message;
import dev.caravan.message.Progress;
import dev.caravan.message.Reason;
import dev.caravan.message.Refused;
import dev.caravan.message.Status;
import dev.caravan.message.StoredMessage;
import dev.caravan.message.Verdict;
import dev.caravan.platform.Capabilities.Feature;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Platform;
import dev.caravan.platform.Platforms;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Whether a message can be changed after it was sent, and by whom; each refusal has its remedy. */
public final class Revisable {
  private static final Set<Status> SENT = EnumSet.of(Status.SENT, Status.DELIVERED, Status.READ);

  private final Platforms platforms;
  private final PausesTable pauses;
  private final Approvals.Settings settings;

  public Revisable(Platforms platforms, PausesTable pauses, Approvals.Settings settings) {
    this.platforms = platforms;
    this.pauses = pauses;
    this.settings = settings;
  }

  /** The platform of a message that can be changed so; throws {@link Refused} for any other. */
  Platform platform(StoredMessage stored, Feature deed) {
    Message message = stored.message();
    if (!SENT.contains(stored.progress().status())) {
      throw notSent(message.id(), stored.progress().status());
    }
    Progress.Afterwards after = stored.progress().afterwards();
    if (after.recalledAt() != null) {
      throw conflict(
          "id",
          "already_recalled",
          after.recalledBy() + " took the message back at " + after.recalledAt() + ".");
    }
    Connection connection = connection(message.target().connection());
    Optional<Platform> able =
        platforms.byId(message.target().platform()).filter(p -> can(p, connection, deed));
    if (able.isEmpty()) {
      throw unable(message.target().platform(), deed);
    }
    checkOpen(connection.name());
    return able.get();
  }

  /** Whether what was sent through the message's connection can be taken back. */
  boolean recallable(StoredMessage stored, Platform platform) {
    return can(platform, connection(stored.message().target().connection()), Feature.RECALL);
  }

  /** A connection may be able to less than its platform, as one of a mere webhook is. */
  private static boolean can(Platform platform, Connection connection, Feature deed) {
    return platform.capabilities(connection.endpoint()).features().contains(deed);
  }

  private Connection connection(String name) {
    return settings
        .connections()
        .byName(name)
        .orElseThrow(
            () ->
                conflict(
                    "id",
                    "connection_gone",
                    "The message went through "
                        + name
                        + ", which is not configured any more; put it back into connections.yaml."));
  }

  private static Refused notSent(UUID id, Status status) {
    String remedy =
        status == Status.PENDING || status == Status.APPROVED
            ? "; DELETE /api/v1/messaging/proactive/cancel/" + id + " ends it before it is sent."
            : "; only what was sent can be changed.";
    return conflict("id", "not_sent", "The message is " + status.word() + remedy);
  }

  private static Refused unable(String platform, Feature deed) {
    return deed == Feature.EDIT
        ? conflict(
            "id",
            "edit_unsupported",
            platform + " cannot change what was sent; send a message that says it better.")
        : conflict(
            "id",
            "recall_unsupported",
            platform + " cannot take back what was sent; send a message that says so.");
  }

  private void checkOpen(String connection) {
    pauses
        .of(connection)
        .ifPresent(
            pause -> {
              throw conflict(
                  "id",
                  "connection_paused",
                  pause.by()
                      + " paused "
                      + connection
                      + ": "
                      + pause.reason()
                      + " POST /api/v1/connections/"
                      + connection
                      + "/resume lets it go on.");
            });
  }

  /** How long a call of the message's connection may take. */
  Duration responseTimeout(StoredMessage stored) {
    return connection(stored.message().target().connection()).traffic().responseTimeout();
  }

  /** Whether they may answer for this message: nobody does for what they submitted themselves. */
  boolean mayApprove(Message message, Who who) {
    return !message.sender().principal().equals(who.principal()) || settings.selfAllowed();
  }

  /** Refuses an edit that governance neither allowed nor denied. */
  void checkAllowed(StoredMessage stored, Who who, Decision decision) {
    String sentence = decision.deciding().sentence();
    if (decision.verdict() instanceof Verdict.Defer) {
      throw conflict("id", "not_now", sentence + " Nothing was changed; try again afterwards.");
    }
    if (!(decision.verdict() instanceof Verdict.Hold)) {
      return;
    }
    if (decision.deciding().reason() == Reason.POLICY_FAILED) {
      throw conflict(
          "id", "needs_approval", sentence + " GET /api/v1/routes tells what is wrong with it.");
    }
    if (who.approver() && !mayApprove(stored.message(), who)) {
      throw new Refused(
          Refused.Kind.FORBIDDEN,
          "",
          "four_eyes",
          "Whoever submitted a message may not answer for it; ask another approver to edit it.");
    }
    throw conflict(
        "id",
        "needs_approval",
        sentence + " Ask an approver to make the same call: their edit is their approval.");
  }

  /** Why a change cannot begin. */
  static Refused taken(Begun begun) {
    return begun instanceof Begun.Busy busy
        ? conflict(
            "id",
            "change_in_progress",
            busy.by() + " has been changing the message since " + busy.since() + "; try again.")
        : conflict(
            "id",
            "changed_meanwhile",
            "Somebody else changed the message at the same moment; read it and try again.");
  }

  /** There is no such message. */
  static Refused unknown(UUID id) {
    return new Refused(
        Refused.Kind.NOT_FOUND, "id", "message_unknown", "There is no message " + id + ".");
  }

  private static Refused conflict(String field, String code, String message) {
    return new Refused(Refused.Kind.CONFLICT, field, code, message);
  }
}
