package dev.caravan.governance;

import dev.caravan.delivery.Outbox;
import dev.caravan.governance.ApprovalsTable.Answer;
import dev.caravan.governance.ApprovalsTable.Locked;
import dev.caravan.message.Content;
import dev.caravan.message.Message;
import dev.caravan.message.Refused;
import dev.caravan.message.Status;
import dev.caravan.platform.Connections;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * A human's answer to a held message: the first one wins, nobody answers for what they submitted
 * themselves, and a yes is bound to the content and the target it was given for.
 */
public final class Approvals {
  private final ApprovalsTable table;
  private final Resolver resolver;
  private final Outbox outbox;
  private final Settings settings;
  private final InstantSource clock;

  /**
   * How approvals work here.
   *
   * @param ttl how long a held message waits for its answer
   * @param allowSelf whether a submitter may approve; obeyed only while every connection is a
   *     sandbox
   */
  public record Settings(Duration ttl, boolean allowSelf, Connections connections) {
    boolean selfAllowed() {
      return allowSelf && connections.allSandbox();
    }
  }

  public Approvals(
      Jdbi jdbi, Resolver resolver, Outbox outbox, Settings settings, InstantSource clock) {
    this.table = new ApprovalsTable(jdbi);
    this.resolver = resolver;
    this.outbox = outbox;
    this.settings = settings;
    this.clock = clock;
  }

  /** Who answers: whose key it is, and in whose name, which only an admin may say. */
  public record Who(String principal, @Nullable String onBehalfOf) {}

  /** Approves a held message, with another text where {@code content} is not null. */
  public void approve(UUID id, Who who, @Nullable String content, @Nullable String comment) {
    outbox.promoting(() -> approved(id, who, content, comment));
  }

  /** Approves it in a transaction; answers with its connection. */
  private String approved(UUID id, Who who, @Nullable String content, @Nullable String comment) {
    return table
        .locked(
            id,
            locked -> {
              Message message = answerable(locked, who);
              Instant now = clock.instant();
              if (content != null && !content.equals(message.content().text())) {
                checkWhole(locked);
              }
              Content edited =
                  content == null ? message.content() : message.content().withText(content);
              Message approved = message.withContent(edited);
              locked.approve(
                  new Answer(who.principal(), who.onBehalfOf(), comment),
                  approved,
                  resolver.parts(approved),
                  now);
              return message.target().connection();
            })
        .orElseThrow(() -> unknown(id));
  }

  /** Rejects a held message. */
  public void reject(UUID id, Who who, String reason) {
    Answer no = new Answer(who.principal(), who.onBehalfOf(), null);
    boolean found =
        table
            .locked(
                id,
                locked -> {
                  answerable(locked, who);
                  locked.reject(no, reason, clock.instant());
                  return id;
                })
            .isPresent();
    if (!found) {
      throw unknown(id);
    }
  }

  /** Every answer that was given for a message, newest first. */
  public List<Map<String, Object>> of(UUID id) {
    return table.of(id);
  }

  private Message answerable(Locked locked, Who who) {
    Message message = locked.stored().message();
    if (locked.stored().progress().status() != Status.PENDING) {
      throw late(locked);
    }
    Instant now = clock.instant();
    Instant end = locked.stored().progress().updatedAt().plus(settings.ttl());
    Instant scheduled = message.terms().scheduledFor();
    Instant latest = scheduled != null && scheduled.isAfter(end) ? scheduled : end;
    Instant expires = message.terms().expiresAt();
    if (now.isAfter(latest) || (expires != null && now.isAfter(expires))) {
      throw new Refused(
          Refused.Kind.CONFLICT,
          "id",
          "approval_expired",
          "The message waited too long for its approval; send it anew.");
    }
    boolean own =
        message.sender().principal().equals(who.principal())
            || message.sender().principal().equals(who.onBehalfOf());
    if (own && !settings.selfAllowed()) {
      throw new Refused(
          Refused.Kind.FORBIDDEN,
          "",
          "four_eyes",
          "Whoever submitted a message may not answer for it; ask another approver.");
    }
    return message;
  }

  /**
   * What has been said in part cannot be said otherwise: its rest would follow another beginning.
   */
  private static void checkWhole(Locked locked) {
    if (locked.begun() > 0) {
      throw new Refused(
          Refused.Kind.CONFLICT,
          "content",
          "parts_sent",
          "%d of the message's parts have been sent already; approve it as it is, or reject it and send another."
              .formatted(locked.begun()));
    }
  }

  private static Refused late(Locked locked) {
    Status status = locked.stored().progress().status();
    String by = locked.answered().map(Approvals::told).orElse("It is " + status.word() + ".");
    return new Refused(
        Refused.Kind.CONFLICT,
        "id",
        "already_answered",
        "This message does not wait for an answer. " + by);
  }

  private static String told(ApprovalsTable.Answered answer) {
    return answer.who() + " " + answer.answer() + " it at " + answer.at() + ".";
  }

  private static Refused unknown(UUID id) {
    return new Refused(
        Refused.Kind.NOT_FOUND,
        "id",
        "message_unknown",
        "There is no message "
            + id
            + "; GET /api/v1/messaging/proactive/queue lists those that wait.");
  }
}
