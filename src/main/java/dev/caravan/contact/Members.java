package dev.caravan.contact;

import dev.caravan.message.Fault;
import dev.caravan.message.Refused;
import dev.caravan.message.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Walks through the members of groups, and refuses those that are nobody or lead back. */
final class Members {
  private Members() {}

  /** The people of a group among {@code known}, each once, in the order of the members. */
  static List<Contact> people(Contact group, Map<String, Contact> known) {
    Map<String, Contact> people = new LinkedHashMap<>();
    gather(group, known, new HashSet<>(), people);
    return List.copyOf(people.values());
  }

  private static void gather(
      Contact contact,
      Map<String, Contact> known,
      Set<String> walked,
      Map<String, Contact> people) {
    if (!contact.group()) {
      people.putIfAbsent(contact.name(), contact);
    } else if (walked.add(contact.name())) {
      for (String member : contact.members()) {
        Contact one = known.get(member);
        if (one != null) {
          gather(one, known, walked, people);
        }
      }
    }
  }

  /**
   * Throws {@link Refused} with every member that is nobody, and with the way back where there is
   * one; {@code near} tells of the nearest name.
   */
  static void check(Contacts.Wish wish, Map<String, Contact> known, UnaryOperator<String> near) {
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < wish.members().size(); i++) {
      String member = wish.members().get(i);
      String field = "members[" + i + "]";
      List<String> back = new ArrayList<>(List.of(wish.name()));
      if (leadsBack(member, wish.name(), known, new HashSet<>(), back)) {
        faults.add(
            new Fault(
                field,
                "circle",
                "'%s' is '%s', which leads back to where it began: %s; leave it out."
                    .formatted(field, Texts.shown(member), told(back))));
      } else if (!known.containsKey(member)) {
        faults.add(
            new Fault(
                field,
                "contact_unknown",
                "'%s' is '%s', but there is no such contact.%s Make it first, or leave it out."
                    .formatted(field, Texts.shown(member), near.apply(member))));
      }
    }
    if (!faults.isEmpty()) {
      throw new Refused(Refused.Kind.INVALID, faults);
    }
  }

  /** Whether {@code to} is among a member's members; {@code way} then has all between. */
  private static boolean leadsBack(
      String member, String to, Map<String, Contact> known, Set<String> walked, List<String> way) {
    way.add(member);
    if (member.equals(to)) {
      return true;
    }
    Contact contact = known.get(member);
    if (contact != null && walked.add(member)) {
      for (String next : contact.members()) {
        if (leadsBack(next, to, known, walked, way)) {
          return true;
        }
      }
    }
    way.remove(way.size() - 1);
    return false;
  }

  private static String told(Collection<String> way) {
    return String.join(" → ", way);
  }
}
