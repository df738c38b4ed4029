package dev.caravan.governance;

import dev.caravan.contact.Contact;
import dev.caravan.contact.Contacts;
import dev.caravan.contact.Policies;
import dev.caravan.contact.QuietHours;
import dev.caravan.delivery.RecipientsTable;
import dev.caravan.message.Failover;
import dev.caravan.message.Fault;
import dev.caravan.message.Refused;
import dev.caravan.message.Target;
import dev.caravan.message.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Chooses the address at which a contact is written to. */
public final class ContactTargets {
  private final Contacts contacts;
  private final Destinations destinations;
  private final RecipientsTable recipients;

  public ContactTargets(Contacts contacts, Destinations destinations, RecipientsTable recipients) {
    this.contacts = contacts;
    this.destinations = destinations;
    this.recipients = recipients;
  }

  /**
   * When a message leaves.
   *
   * @param breaching whether it goes through quiet hours
   */
  record Leaving(Instant at, boolean breaching) {}

  /** The contact of this name; throws {@link Refused} where there is none. */
  Contact contact(String name) {
    return contacts
        .find(name)
        .orElseThrow(() -> contacts.unknown(Refused.Kind.INVALID, "contact", name));
  }

  /** Everybody whom the name means: the person, or a group's people, each once. */
  List<Contact> people(Contact contact) {
    return contact.group() ? contacts.people(contact) : List.of(contact);
  }

  /**
   * The first address that can be written to and whose quiet hours do not lead to another. Where
   * all do, the first of them, to wait there; where there is none, throws {@link Refused}.
   *
   * @param faults why a target can never be written to
   */
  Target first(Contact person, Leaving leaving, Function<Target, List<Fault>> faults) {
    Walk walk = new Walk(person, leaving, faults);
    return walk.over(person.addresses(), false)
        .orElseGet(() -> walk.otherwise().orElseThrow(walk::refused));
  }

  /** The next address after one at which it is quiet; empty where nobody can be reached there. */
  Optional<Target> next(Target quiet, Instant at, Function<Target, List<Fault>> faults) {
    Contact person = quiet.contact() == null ? null : contacts.find(quiet.contact()).orElse(null);
    if (person == null) {
      return Optional.empty();
    }
    List<Target.Lane> all = person.addresses();
    int here = all.indexOf(quiet.lane());
    return here < 0
        ? Optional.empty()
        : new Walk(person, new Leaving(at, false), faults)
            .over(all.subList(here + 1, all.size()), true);
  }

  /**
   * Where the contact's message goes once the connection of its address is sick: to the next ones,
   * each on a connection of its own; null where there is none.
   */
  @Nullable Failover failover(Target chosen, Function<Target, List<Fault>> faults) {
    Contact person = chosen.contact() == null ? null : contacts.find(chosen.contact()).orElse(null);
    if (person == null) {
      return null;
    }
    List<Target.Lane> all = person.addresses();
    Set<String> connections = new HashSet<>(Set.of(chosen.connection()));
    List<Target> next =
        all.subList(all.indexOf(chosen.lane()) + 1, all.size()).stream()
            .flatMap(lane -> target(person, lane).stream())
            .filter(target -> faults.apply(target).isEmpty())
            .filter(target -> connections.add(target.connection()))
            .toList();
    return next.isEmpty() ? null : new Failover(next, Failover.AFTER);
  }

  private Optional<Target> target(Contact person, Target.Lane lane) {
    return destinations
        .named(lane.connection())
        .map(
            c ->
                new Target(
                    c.platform(), c.name(), c.sandbox(), lane.recipientId(), null, person.name()));
  }

  /** One search among a person's addresses. */
  private final class Walk {
    private final Contact person;
    private final Leaving leaving;
    private final Function<Target, List<Fault>> faults;
    private final List<String> wrong = new ArrayList<>();
    private @Nullable Target quiet;
    private @Nullable Target silent;

    Walk(Contact person, Leaving leaving, Function<Target, List<Fault>> faults) {
      this.person = person;
      this.leaving = leaving;
      this.faults = faults;
    }

    /**
     * {@code away} says that it was quiet at an earlier one: where it is so too, nothing is won.
     */
    Optional<Target> over(List<Target.Lane> addresses, boolean away) {
      for (Target.Lane lane : addresses) {
        Target target = target(lane);
        if (target == null || unusable(target)) {
          continue;
        }
        if (optedOut(lane)) {
          silent = silent == null ? target : silent;
        } else if (leadsOn(lane)) {
          quiet = quiet == null ? target : quiet;
        } else if (!(away || quiet != null) || !quietAt(lane)) {
          return Optional.of(target);
        }
      }
      return Optional.empty();
    }

    Optional<Target> otherwise() {
      return Optional.ofNullable(quiet == null ? silent : quiet);
    }

    Refused refused() {
      if (person.addresses().isEmpty()) {
        return new Refused(
            Refused.Kind.INVALID,
            "contact",
            "contact_unreachable",
            "'%s' has no members and no addresses; write some of either with PUT /api/v1/contacts/%s, for example {\"addresses\": [{\"connection\": \"slack\", \"recipient_id\": \"U0ANN\"}]}."
                .formatted(person.name(), person.name()));
      }
      return new Refused(
          Refused.Kind.INVALID,
          "contact",
          "contact_unreachable",
          "'%s' can be written to at none of its addresses: %s"
              .formatted(person.name(), String.join(" ", wrong)));
    }

    private @Nullable Target target(Target.Lane lane) {
      Optional<Target> target = ContactTargets.this.target(person, lane);
      if (target.isEmpty()) {
        wrong.add(told(lane) + "there is no such connection.");
      }
      return target.orElse(null);
    }

    private boolean unusable(Target target) {
      List<Fault> found = faults.apply(target);
      found.forEach(f -> wrong.add(told(target.lane()) + f.message()));
      return !found.isEmpty();
    }

    private boolean leadsOn(Target.Lane lane) {
      return !leaving.breaching()
          && policies().of(lane).stream()
              .anyMatch(
                  held -> {
                    QuietHours hours = held.policy().quietHours();
                    return hours != null
                        && hours.action() == QuietHours.Action.NEXT_ADDRESS
                        && Policies.until(held, leaving.at()) != null;
                  });
    }

    private boolean quietAt(Target.Lane lane) {
      return !leaving.breaching() && policies().quiet(lane, leaving.at());
    }
  }

  private boolean optedOut(Target.Lane lane) {
    return policies().of(lane).stream().anyMatch(held -> held.policy().optedOut())
        || recipients.flags(lane).map(f -> f.optedOutAt() != null).orElse(false);
  }

  private Policies policies() {
    return contacts.policies();
  }

  private static String told(Target.Lane lane) {
    return lane.connection() + " " + Texts.shown(lane.recipientId()) + ": ";
  }
}
