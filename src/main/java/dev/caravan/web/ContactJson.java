package dev.caravan.web;

import dev.caravan.contact.Contact;
import dev.caravan.contact.PolicyJson;
import dev.caravan.contact.RecipientPolicy;
import dev.caravan.message.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A contact as the API shows it. */
public record ContactJson(
    String id,
    String name,
    List<Target.Lane> addresses,
    List<String> members,
    @Nullable String locale,
    @Nullable String timezone,
    @Nullable Map<String, Object> quietHours,
    List<Map<String, Object>> frequency,
    boolean optedOut,
    Instant createdAt,
    Instant updatedAt) {

  static ContactJson of(Contact contact) {
    RecipientPolicy policy = contact.policy();
    return new ContactJson(
        contact.id().toString(),
        contact.name(),
        contact.addresses(),
        contact.members(),
        contact.profile().locale(),
        policy.zone() == null ? null : policy.zone().getId(),
        policy.quietHours() == null ? null : PolicyJson.shown(policy.quietHours()),
        PolicyJson.shown(policy.frequency()),
        policy.optedOut(),
        contact.life().createdAt(),
        contact.life().updatedAt());
  }
}
