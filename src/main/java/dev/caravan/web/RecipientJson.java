package dev.caravan.web;

import dev.caravan.contact.PolicyJson;
import dev.caravan.contact.RecipientPolicy;
import dev.caravan.delivery.RecipientsTable.Flags;
import dev.caravan.delivery.RecipientsTable.Kept;
import dev.caravan.delivery.Standing;
import dev.caravan.message.Target;
import java.time.Instant;
import java.util.List;
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
    @Nullable String timezone,
    @Nullable Map<String, Object> quietHours,
    List<Map<String, Object>> frequency,
    String auditSubject,
    @Nullable Instant updatedAt) {

  private static final Flags CLEAN = new Flags(null, null, null);

  static RecipientJson of(
      Target.Lane lane, Standing standing, @Nullable Kept kept, String subject) {
    Flags flags = kept == null ? CLEAN : kept.flags();
    RecipientPolicy policy =
        kept == null ? RecipientPolicy.NONE : PolicyJson.read(kept.policy(), false);
    return new RecipientJson(
        lane.connection(),
        lane.recipientId(),
        word(standing),
        until(standing),
        flags.deadSince(),
        flags.deadReason(),
        flags.optedOutAt(),
        kept == null ? null : kept.movedTo(),
        policy.zone() == null ? null : policy.zone().getId(),
        policy.quietHours() == null ? null : PolicyJson.shown(policy.quietHours()),
        PolicyJson.shown(policy.frequency()),
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
