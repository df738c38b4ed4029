package dev.caravan.governance;

import dev.caravan.delivery.DeadLetterAct;
import dev.caravan.delivery.DeadLettersTable;
import dev.caravan.delivery.MessagesTable;
import dev.caravan.message.Address;
import dev.caravan.message.Content;
import dev.caravan.message.Message;
import dev.caravan.message.Origin;
import dev.caravan.message.Refused;
import dev.caravan.message.Status;
import dev.caravan.message.StoredMessage;
import dev.caravan.message.Submission;
import dev.caravan.message.Terms;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is done about messages that came to a bad end: once, by whoever comes first. A replay is a
 * new message, judged afresh and sent under a key of its own; the dead one stays as it ended.
 */
public final class DeadLetters {
  private static final Set<Status> DEAD = EnumSet.of(Status.DEAD, Status.FAILED, Status.UNKNOWN);

  private final DeadLettersTable table;
  private final MessagesTable messages;
  private final Bulk bulk;
  private final InstantSource clock;

  public DeadLetters(
      DeadLettersTable table, MessagesTable messages, Bulk bulk, InstantSource clock) {
    this.table = table;
    this.messages = messages;
    this.bulk = bulk;
    this.clock = clock;
  }

  /**
   * What a replay says and until when; null for what the dead letter says.
   *
   * @param dryRun whether only to say what would become of it
   */
  public record Edit(@Nullable Content content, @Nullable Instant expiresAt, boolean dryRun) {}

  /** Whether the message stands where dead letters do. */
  public static boolean isOne(StoredMessage stored) {
    return DEAD.contains(stored.progress().status());
  }

  /** Says it again as a new message; throws {@link Refused} where that cannot be. */
  public Accepted replay(StoredMessage dead, String principal, Edit edit) {
    open(dead.message().id());
    Bulk.One one = bulk.submit(List.of(again(dead, principal, edit))).get(0);
    if (one instanceof Bulk.One.Failed failed) {
      throw failed.why();
    }
    return ((Bulk.One.Answered) one).accepted();
  }

  /** Takes it off the list for good. */
  public void discard(StoredMessage dead, String principal, String reason) {
    UUID id = dead.message().id();
    open(id);
    if (!table.discard(dead, principal, reason, clock.instant())) {
      throw late(messages.dealtWith(id));
    }
  }

  private void open(UUID id) {
    DeadLetterAct act = messages.dealtWith(id);
    if (act != null) {
      throw late(act);
    }
  }

  /** The submission that says a dead letter again. */
  Submission again(StoredMessage dead, String principal, Edit edit) {
    Message message = dead.message();
    return new Submission(
        message.sender().agentId().toString(),
        new Address(
            null,
            message.target().connection(),
            message.target().recipientId(),
            message.target().threadId()),
        edit.content() == null ? message.content() : edit.content(),
        terms(message, edit.expiresAt()),
        message.notes().replaying(message.id()),
        new Submission.Entry(Origin.SEND, principal, null, null, null)
            .towards(edit.dryRun() ? Submission.Aim.REHEARSED : Submission.Aim.STORED));
  }

  /** Its time has come and gone; its end still holds. */
  private Terms terms(Message message, @Nullable Instant later) {
    Terms old = message.terms();
    Instant expires = later == null ? old.expiresAt() : later;
    Instant now = clock.instant();
    if (expires != null && !expires.isAfter(now)) {
      throw new Refused(
          Refused.Kind.INVALID,
          "expires_at",
          "before_it_begins",
          "'expires_at' is %s, but now is %s: nobody wanted it later than that. Replay it with a later 'expires_at' if it is still wanted."
              .formatted(expires, now));
    }
    return new Terms(old.priority(), null, expires, old.maxAge());
  }

  /** What a second act is told; {@code act} is null where another end came first. */
  static Refused late(@Nullable DeadLetterAct act) {
    if (act == null) {
      return new Refused(
          Refused.Kind.CONFLICT,
          "id",
          "already_dealt_with",
          "It is no dead letter any more: what had become of it was learnt meanwhile. Look at the message.");
    }
    DeadLetterAct.Replay replay = act.replay();
    return new Refused(
        Refused.Kind.CONFLICT,
        "id",
        "already_dealt_with",
        "%s %s it at %s%s; a dead letter is dealt with once."
            .formatted(
                act.actor(),
                act.act().word(),
                act.at(),
                replay == null ? " (" + act.reason() + ")" : " as " + replay.id()));
  }
}
