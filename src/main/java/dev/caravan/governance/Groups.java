package dev.caravan.governance;

import dev.caravan.contact.Contact;
import dev.caravan.delivery.Acceptance;
import dev.caravan.delivery.Batch;
import dev.caravan.delivery.Outbox;
import dev.caravan.delivery.Stored;
import dev.caravan.delivery.Unit;
import dev.caravan.message.Fault;
import dev.caravan.message.Refused;
import dev.caravan.message.Submission;
import dev.caravan.message.Verdict;
import dev.caravan.store.AuditLog.Act;
import dev.caravan.store.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What is said to a group: a message for each member, judged for itself, stored together. */
final class Groups {
  /** More than a group that people talk in, and one transaction of a second at most. */
  private static final int MOST = 1_000;

  private final Resolver resolver;
  private final Governance governance;
  private final Outbox outbox;
  private final Desk desk;

  /** What is done for each message, alone or not. */
  interface Desk {
    Acceptance.Keys keys(Submission whole);

    Acceptance acceptance(Case judged, Acceptance.Keys keys);

    Accepted.Rehearsed rehearsed(Case judged);

    List<String> warnings(Case judged);

    void write(List<Act> acts);
  }

  Groups(Resolver resolver, Governance governance, Outbox outbox, Desk desk) {
    this.resolver = resolver;
    this.governance = governance;
    this.outbox = outbox;
    this.desk = desk;
  }

  /** The cases of a group's members; empty where the submission is for one recipient. */
  Optional<Gathering> gather(Submission submission, Instant now) {
    String name = submission.to().contact();
    if (name == null || !resolver.group(name)) {
      return Optional.empty();
    }
    resolver.speaker(submission);
    List<Contact> people = resolver.people(name);
    if (people.size() > MOST) {
      throw new Refused(
          Refused.Kind.INVALID,
          "contact",
          "too_many",
          "'%s' has %d members, its groups' too; at most %d are written to at once."
              .formatted(name, people.size(), MOST));
    }
    UUID batch = Ids.next();
    List<Gathering.Member> members =
        people.stream().map(p -> member(submission.to(p.name(), batch), p.name(), now)).toList();
    return Optional.of(new Gathering(batch, name, submission, members));
  }

  private Gathering.Member member(Submission own, String contact, Instant now) {
    try {
      Case open = governance.open(resolver.resolve(own, now), Moment.SUBMIT, null, own);
      return new Gathering.Member(contact, open, List.of());
    } catch (Refused e) {
      // One who cannot be reached must not keep it from the others.
      return new Gathering.Member(contact, null, e.faults());
    }
  }

  /** Judges the others as the first was judged, and stores what may go. */
  Accepted store(Case first, Gathering gathering) {
    List<Case> cases = new ArrayList<>();
    for (Gathering.Member member : gathering.members()) {
      Case open = member.open();
      if (open != null) {
        boolean judged = open.message().id().equals(first.message().id());
        cases.add(judged ? first : governance.ask(open));
      }
    }
    Map<String, Case> byContact = new LinkedHashMap<>();
    cases.forEach(c -> byContact.put(String.valueOf(c.message().target().contact()), c));
    return gathering.whole().entry().aim() == Submission.Aim.REHEARSED
        ? rehearsed(gathering, byContact)
        : kept(gathering, byContact);
  }

  private Accepted rehearsed(Gathering gathering, Map<String, Case> judged) {
    return new Accepted.AllRehearsed(
        gathering.group(),
        gathering.members().stream()
            .map(
                m -> {
                  Case one = judged.get(m.contact());
                  return new Accepted.AllRehearsed.Rehearsal(
                      m.contact(), one == null ? null : desk.rehearsed(one), m.faults());
                })
            .toList());
  }

  private Accepted kept(Gathering gathering, Map<String, Case> judged) {
    List<Case> stored = new ArrayList<>();
    List<Case> denied = new ArrayList<>();
    judged.values().forEach(c -> (denies(c) ? denied : stored).add(c));
    List<Act> acts = denied.stream().map(SubmitSteps::denial).toList();
    List<Batch.Item> items =
        gathering.members().stream().map(m -> item(m, judged.get(m.contact()))).toList();
    if (stored.isEmpty()) {
      desk.write(acts);
      Case first = denied.get(0);
      return new Accepted.AllDenied(new Accepted.Denied(first.message(), first.decision()), items);
    }
    Batch batch = new Batch(gathering.batch(), gathering.group(), items);
    Submission whole = gathering.whole();
    Accepted.Gathered gathered =
        new Accepted.Gathered(
            new Unit.Group(batch, acceptances(stored, desk.keys(whole)), acts),
            kept -> accepted(kept, stored));
    return whole.entry().aim() == Submission.Aim.GATHERED
        ? gathered
        : gathered.answer().apply(outbox.storeTogether(List.of(gathered.unit())).get(0));
  }

  private Accepted accepted(Stored kept, List<Case> stored) {
    if (!(kept instanceof Stored.Whole whole)) {
      return SubmitSteps.accepted(kept, List.of());
    }
    Map<String, List<String>> warnings = new LinkedHashMap<>();
    if (whole.how() == Stored.How.FRESH) {
      for (Case one : stored) {
        warnings.put(String.valueOf(one.message().target().contact()), desk.warnings(one));
      }
    }
    return grouped(whole, warnings);
  }

  /** What is answered once more: the message itself, or all that was stored with it. */
  Accepted whole(Accepted earlier) {
    return earlier instanceof Accepted.Taken taken
        ? outbox
            .group(taken.message())
            .<Accepted>map(batch -> grouped(batch, Map.of()))
            .orElse(earlier)
        : earlier;
  }

  static Accepted.Grouped grouped(Stored.Whole whole, Map<String, List<String>> warnings) {
    return new Accepted.Grouped(
        whole.batch(), whole.messages(), warnings, whole.how() == Stored.How.SWALLOWED);
  }

  /** The first alone has the keys: where it is a repeat, all are. */
  private List<Acceptance> acceptances(List<Case> stored, Acceptance.Keys keys) {
    Acceptance.Keys none = new Acceptance.Keys(null, null, null, null);
    List<Acceptance> all = new ArrayList<>();
    stored.forEach(c -> all.add(desk.acceptance(c, all.isEmpty() ? keys : none)));
    return all;
  }

  private static Batch.Item item(
      Gathering.Member member, @org.jspecify.annotations.Nullable Case judged) {
    if (judged == null) {
      return new Batch.Item(member.contact(), null, false, member.faults());
    }
    var deciding = judged.decision().deciding();
    return denies(judged)
        ? new Batch.Item(
            member.contact(),
            null,
            true,
            List.of(new Fault("", deciding.reason().word(), deciding.sentence())))
        : Batch.Item.stored(member.contact(), judged.message().id());
  }

  private static boolean denies(Case judged) {
    return judged.decision().verdict() instanceof Verdict.Deny;
  }
}
