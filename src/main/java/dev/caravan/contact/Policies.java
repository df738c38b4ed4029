package dev.caravan.contact;

import dev.caravan.message.Target;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;

/**
 * What recipients ask of whoever writes to them, all of it in memory: the policy of an address, and
 * of every contact that the address is one of. It follows the tables within a second.
 */
public final class Policies {
  private final Jdbi jdbi;
  private final PoliciesTable table;
  private final InstantSource clock;
  private final Consumer<String> changedContact;
  private final Map<Target.Lane, List<HeldPolicy>> byLane = new ConcurrentHashMap<>();

  /** Where each subject's policy holds, to be taken away from there when it changes. */
  private final Map<String, Map<Target.Lane, HeldPolicy>> bySubject = new ConcurrentHashMap<>();

  private long seen;

  /** {@code changedContact} hears each contact's name that has changed, before its policy holds. */
  Policies(Jdbi jdbi, InstantSource clock, Consumer<String> changedContact) {
    this.jdbi = jdbi;
    this.table = new PoliciesTable(jdbi);
    this.clock = clock;
    this.changedContact = changedContact;
  }

  /** What holds for this recipient; empty for most. */
  public List<HeldPolicy> of(Target.Lane lane) {
    return byLane.getOrDefault(lane, List.of());
  }

  /** Whether it is quiet for this recipient then, whatever is done about that. */
  public boolean quiet(Target.Lane lane, Instant at) {
    return of(lane).stream().anyMatch(held -> until(held, at) != null);
  }

  /** When a policy's quiet hours end; null where they do not hold then. */
  public static @org.jspecify.annotations.Nullable Instant until(HeldPolicy held, Instant at) {
    RecipientPolicy policy = held.policy();
    return policy.quietHours() == null || policy.zone() == null
        ? null
        : policy.quietHours().until(at, policy.zone()).orElse(null);
  }

  /**
   * Sets what a recipient asks; in force here when this returns.
   *
   * @param edit what it is to be, of what it was
   * @param subject the recipient's name in the trail
   */
  public void set(
      Target.Lane lane, UnaryOperator<RecipientPolicy> edit, String subject, String by) {
    table.set(lane, edit, subject, by, clock.instant());
    refresh();
  }

  /** Takes over what was changed anywhere; one small query where nothing was. */
  public synchronized void refresh() {
    jdbi.useHandle(
        h -> {
          long last = PolicyChangesTable.last(h);
          if (last == seen) {
            return;
          }
          ContactsTable.changed(h, seen).forEach(this::take);
          PoliciesTable.changed(h, seen).forEach(this::take);
          seen = last;
        });
  }

  private void take(ContactsTable.Change change) {
    changedContact.accept(change.name());
    Map<Target.Lane, HeldPolicy> holds = new LinkedHashMap<>();
    change
        .now()
        .ifPresent(
            contact -> {
              RecipientPolicy policy = contact.policy();
              for (Target.Lane lane : contact.addresses()) {
                holds.put(lane, HeldPolicy.of(contact.name(), policy));
                policy = beyondTheFirst(policy);
              }
            });
    replace(HeldPolicy.of(change.name(), RecipientPolicy.NONE).subject(), holds);
  }

  /** Quiet hours that lead to the next address are those of the first alone. */
  private static RecipientPolicy beyondTheFirst(RecipientPolicy policy) {
    QuietHours hours = policy.quietHours();
    return hours != null && hours.action() == QuietHours.Action.NEXT_ADDRESS
        ? policy.withoutQuietHours()
        : policy;
  }

  private void take(PoliciesTable.Change change) {
    HeldPolicy held = HeldPolicy.of(change.lane(), change.policy());
    replace(held.subject(), Map.of(change.lane(), held));
  }

  /** A lane's list is exchanged whole: nobody sees it without what held before and after. */
  private void replace(String subject, Map<Target.Lane, HeldPolicy> holds) {
    Map<Target.Lane, HeldPolicy> fresh = new LinkedHashMap<>(holds);
    fresh.values().removeIf(held -> !held.policy().asksAnything());
    Map<Target.Lane, HeldPolicy> before =
        fresh.isEmpty() ? bySubject.remove(subject) : bySubject.put(subject, fresh);
    Set<Target.Lane> touched = new HashSet<>(fresh.keySet());
    if (before != null) {
      touched.addAll(before.keySet());
    }
    for (Target.Lane lane : touched) {
      byLane.compute(
          lane,
          (l, old) -> {
            List<HeldPolicy> now = new ArrayList<>(old == null ? List.of() : old);
            now.removeIf(held -> held.subject().equals(subject));
            if (fresh.get(lane) != null) {
              now.add(fresh.get(lane));
              now.sort(Comparator.comparing(HeldPolicy::subject));
            }
            return now.isEmpty() ? null : List.copyOf(now);
          });
    }
  }
}
