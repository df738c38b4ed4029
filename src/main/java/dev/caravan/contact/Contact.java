package dev.caravan.contact;

import dev.caravan.message.Target;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person, or a group of such, by name.
 *
 * @param addresses where a person is reached, the first choice first; empty for a group
 * @param members the names of a group's contacts, people and groups; empty for a person
 */
public record Contact(
    UUID id,
    String name,
    List<Target.Lane> addresses,
    List<String> members,
    Profile profile,
    Life life) {
  public Contact {
    addresses = List.copyOf(addresses);
    members = List.copyOf(members);
  }

  /**
   * What is known of them.
   *
   * @param locale a BCP 47 tag
   */
  public record Profile(@Nullable String locale, RecipientPolicy policy) {}

  /** When it was made and last changed; {@code version} grows over all contacts together. */
  public record Life(long version, Instant createdAt, Instant updatedAt) {}

  /** Whether it stands for others. */
  public boolean group() {
    return !members.isEmpty();
  }

  /** What its person asks of whoever writes to them. */
  public RecipientPolicy policy() {
    return profile.policy();
  }
}
