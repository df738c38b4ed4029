package dev.caravan.web;

import dev.caravan.delivery.RecipientsTable.Flags;
import dev.caravan.delivery.RecipientsTable.Kept;
import dev.caravan.delivery.Standing;
import dev.caravan.message.Target;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one recipient of a connection.
 *
 * @param window {@code none} where the platform knows no windows
 * @param windowOpenUntil of a closed one, until when it was open; null where it was never seen
 */
public record RecipientJson(
    String connection,
    String recipientId,
    String window,
    @Nullable Instant windowOpenUntil,
    @Nullable Instant deadSince,
    @Nullable String deadReason,
    @Nullable Instant optedOutAt,
    @Nullable String movedTo,
    Map<String, Object> policy,
    String auditSubject,
    @Nullable Instant updatedAt) {

  private static final Flags CLEAN = new Flags(null, null, null);

  static RecipientJson of(
      Target.Lane lane, Standing standing, @Nullable Kept kept, String subject) {
    Flags flags = kept == null ? CLEAN : kept.flags();
    return new RecipientJson(
        lane.connection(),
        lane.recipientId(),
        word(standing),
        until(standing),
        flags.deadSince(),
        flags.deadReason(),
        flags.optedOutAt(),
        kept == null ? null : kept.movedTo(),
        kept == null ? Map.of() : kept.policy(),
        subject,
        kept == null ? null : kept.updatedAt());
  }

  private static String word(Standing standing) {
    if (standing instanceof Standing.Needless) {
      return "none";
    }
    return standing instanceof Standing.Open ? "open" : "closed";
  }

  private static @Nullable Instant until(Standing standing) {
    if (standing instanceof Standing.Open open) {
      return open.until();
    }
    return standing instanceof Standing.Closed closed ? closed.since() : null;
  }
}
