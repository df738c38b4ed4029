package dev.caravan.contact;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.caravan.message.Refused;
import dev.caravan.message.Target;
import dev.caravan.message.Texts;
import dev.caravan.store.AuditLog;
import dev.caravan.store.AuditLog.Act;
import dev.caravan.store.Ids;
import dev.caravan.store.Signals;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Whom the hub knows by name: written through to the table, read from memory. */
public final class Contacts {
  /** Contacts held in memory; some 500 bytes each. */
  private static final int KEPT = 20_000;

  /** Names that are looked through for the nearest to a misspelt one. */
  private static final int NEAR = 5_000;

  private final Jdbi jdbi;
  private final InstantSource clock;
  private final Policies policies;
  private final Cache<String, Contact> known = Caffeine.newBuilder().maximumSize(KEPT).build();

  public Contacts(Jdbi jdbi, InstantSource clock) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.policies = new Policies(jdbi, clock, known::invalidate);
  }

  /** What recipients ask of whoever writes to them. */
  public Policies policies() {
    return policies;
  }

  /** Takes over what other nodes have changed. */
  public void refresh() {
    policies.refresh();
  }

  /** The contact of this name. */
  public Optional<Contact> find(String name) {
    return Optional.ofNullable(
        known.get(name, n -> jdbi.withHandle(h -> ContactsTable.byName(h, n)).orElse(null)));
  }

  /** Where a contact is reached, the first choice first; empty for a group, and for nobody. */
  public List<Target.Lane> addresses(String name) {
    return find(name).map(Contact::addresses).orElse(List.of());
  }

  /** The people of a group, its groups' people too, each once, in the order of the members. */
  public List<Contact> people(Contact group) {
    return Members.people(
        group, jdbi.withHandle(h -> ContactsTable.reachable(h, List.of(group.name()))));
  }

  /** The next contacts in the order of their names. */
  public List<Contact> page(@Nullable String after, int limit) {
    return jdbi.withHandle(h -> ContactsTable.page(h, after, limit));
  }

  /** What a put did. */
  public record Put(Contact contact, boolean made) {}

  /** Makes the contact of a name or replaces it; its members must be there and form no circle. */
  public Put put(Wish wish, String by) {
    Instant now = clock.instant();
    Put put =
        jdbi.inTransaction(
            h -> {
              long version = PolicyChangesTable.next(h);
              Members.check(wish, ContactsTable.reachable(h, wish.members()), name -> near(name));
              Optional<Contact> there = ContactsTable.byName(h, wish.name());
              Contact contact =
                  new Contact(
                      there.map(Contact::id).orElseGet(Ids::next),
                      wish.name(),
                      wish.addresses(),
                      wish.members(),
                      wish.profile(),
                      new Contact.Life(
                          version, there.map(c -> c.life().createdAt()).orElse(now), now));
              ContactsTable.put(h, contact);
              String verb = there.isEmpty() ? "contact.created" : "contact.changed";
              AuditLog.write(h, now, Act.of(subject(contact), verb, by));
              Signals.send(h, Signals.CONTACTS);
              return new Put(contact, there.isEmpty());
            });
    refresh();
    return put;
  }

  /** What a contact is to be. */
  public record Wish(
      String name, List<Target.Lane> addresses, List<String> members, Contact.Profile profile) {
    public Wish {
      addresses = List.copyOf(addresses);
      members = List.copyOf(members);
    }
  }

  /** Takes a contact away; one that is a member of a group stays. */
  public Contact delete(String name, String by) {
    Instant now = clock.instant();
    Contact gone =
        jdbi.inTransaction(
            h -> {
              long version = PolicyChangesTable.next(h);
              Contact contact =
                  ContactsTable.byName(h, name)
                      .orElseThrow(() -> unknown(Refused.Kind.NOT_FOUND, "name", name));
              List<String> groups = ContactsTable.groupsOf(h, name);
              if (!groups.isEmpty()) {
                throw new Refused(
                    Refused.Kind.CONFLICT,
                    "name",
                    "still_member",
                    "'%s' is a member of %s; take it out there first."
                        .formatted(name, String.join(", ", groups)));
              }
              ContactsTable.delete(h, name, version, now);
              AuditLog.write(h, now, Act.of(subject(contact), "contact.deleted", by));
              Signals.send(h, Signals.CONTACTS);
              return contact;
            });
    refresh();
    return gone;
  }

  /** A refusal naming a contact that is not there, with the nearest that is. */
  public Refused unknown(Refused.Kind kind, String field, String name) {
    return new Refused(
        kind,
        field,
        "contact_unknown",
        "There is no contact '"
            + Texts.shown(name)
            + "'."
            + near(name)
            + " PUT /api/v1/contacts/{name} makes one.");
  }

  private String near(String name) {
    return Texts.nearest(name, jdbi.withHandle(h -> ContactsTable.names(h, NEAR)))
        .map(n -> " Did you mean '" + n + "'?")
        .orElse("");
  }

  private static String subject(Contact contact) {
    return "contact:" + contact.id();
  }
}
