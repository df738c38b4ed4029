package dev.caravan.governance;

import dev.caravan.delivery.Outbox;
import dev.caravan.governance.InDoubtTable.Locked;
import dev.caravan.message.Refused;
import dev.caravan.message.Status;
import dev.caravan.platform.Platforms;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Takes the word of whoever knows what became of a message that may have arrived: a human who
 * looked, or a confirmation of the platform's that somebody passes on.
 */
public final class InDoubt {
  private final InDoubtTable table;
  private final Outbox outbox;
  private final Platforms platforms;
  private final InstantSource clock;

  public InDoubt(Jdbi jdbi, Outbox outbox, Platforms platforms, InstantSource clock) {
    this.table = new InDoubtTable(jdbi);
    this.outbox = outbox;
    this.platforms = platforms;
    this.clock = clock;
  }

  /** What is said of it. */
  public enum As implements dev.caravan.message.Word {
    /** It arrived. */
    SENT,
    /** It did not arrive, and is not to. */
    FAILED,
    /** It is to be sent again, whether it arrived or not. */
    RESEND
  }

  /**
   * Somebody's word.
   *
   * @param platformMessageId the platform's name of what arrived; for {@link As#SENT} alone
   * @param by whose key it came with
   */
  public record Word(As as, @Nullable String platformMessageId, String reason, String by) {}

  /** Ends the doubt; throws {@link Refused} where there is none. */
  public void settle(UUID id, Word word) {
    outbox.promoting(
        () ->
            table
                .locked(id, locked -> settled(locked, word))
                .orElseThrow(() -> Revisable.unknown(id)));
  }

  /** Settles it in a transaction; answers with its connection. */
  private String settled(Locked locked, Word word) {
    Status status = locked.stored().progress().status();
    if (status != Status.UNKNOWN) {
      throw new Refused(
          Refused.Kind.CONFLICT,
          "id",
          "not_in_doubt",
          "The message is "
              + status.word()
              + "; only one that is unknown can be settled, and GET /api/v1/messaging/proactive/history?status=unknown lists those.");
    }
    if (locked.dealtWith()) {
      throw new Refused(
          Refused.Kind.CONFLICT,
          "id",
          "already_dealt_with",
          "The message was replayed or discarded as a dead letter; GET /api/v1/dead-letters/%s says by whom."
              .formatted(locked.stored().message().id()));
    }
    Instant now = clock.instant();
    switch (word.as()) {
      case SENT -> {
        checkNamed(locked.doubt(), word);
        checkForm(locked.stored().message().target().platform(), word);
        locked.sent(word, now);
      }
      case FAILED -> locked.failed(word, now);
      case RESEND -> {
        checkInTime(locked, now);
        locked.resend(word, now);
      }
    }
    return locked.stored().message().target().connection();
  }

  /** Which part goes next is told by those that the platform has named. */
  private static void checkNamed(InDoubtTable.Doubt doubt, Word word) {
    if (doubt.part() + 1 < doubt.of() && word.platformMessageId() == null) {
      throw new Refused(
          Refused.Kind.INVALID,
          "platform_message_id",
          "required",
          "'platform_message_id' is required, for part %d of %d is in doubt and those behind it go out once it is named; write for example \"C0123ABCD/1700000000.000100\"."
              .formatted(doubt.part() + 1, doubt.of()));
    }
  }

  /** By a name that can be none an edit or a recall would find nothing, long after. */
  private void checkForm(String platform, Word word) {
    String named = word.platformMessageId();
    if (named != null) {
      platforms
          .byId(platform)
          .flatMap(known -> known.messageIdFault(named))
          .ifPresent(
              why -> {
                throw new Refused(
                    Refused.Kind.INVALID, "platform_message_id", "message_id_form", why);
              });
    }
  }

  private static void checkInTime(Locked locked, Instant now) {
    Instant expires = locked.stored().message().terms().expiresAt();
    if (expires != null && !now.isBefore(expires)) {
      throw new Refused(
          Refused.Kind.CONFLICT,
          "id",
          "expired",
          "The message was not to go after " + expires + "; settle it as sent or failed.");
    }
  }
}
