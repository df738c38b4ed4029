package dev.caravan.schedule;

import dev.caravan.governance.Accepted;
import dev.caravan.governance.Bulk;
import dev.caravan.message.Refused;
import dev.caravan.message.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Asks, before a schedule is kept, whether what it says could be said at its next instant. */
public final class Vetting {
  private final Bulk.FrontDoor door;

  public Vetting(Bulk.FrontDoor door) {
    this.door = door;
  }

  /** What would become of it. */
  sealed interface Vetted {

    /** It would be said, or held for a human each time. */
    record Fine(List<String> warnings) implements Vetted {
      public Fine {
        warnings = List.copyOf(warnings);
      }
    }

    /** Governance would deny it. */
    record Denied(Accepted.Denied denied) implements Vetted {}
  }

  /** Rehearses the next firing; throws {@link Refused} with every fault. */
  Vetted vet(Schedule schedule) {
    Instant at = Objects.requireNonNull(schedule.progress().plannedFor());
    Accepted accepted = door.submit(Firing.rehearsal(schedule, at));
    if (accepted instanceof Accepted.Rehearsed rehearsed) {
      return vetted(rehearsed);
    }
    if (accepted instanceof Accepted.AllRehearsed group) {
      List<Accepted.Rehearsed> members =
          group.items().stream()
              .map(Accepted.AllRehearsed.Rehearsal::rehearsed)
              .filter(Objects::nonNull)
              .toList();
      return members.stream()
          .map(Vetting::vetted)
          .filter(v -> v instanceof Vetted.Fine)
          .findFirst()
          .orElseGet(() -> vetted(members.get(0)));
    }
    throw new IllegalStateException("A rehearsal was answered " + accepted);
  }

  private static Vetted vetted(Accepted.Rehearsed rehearsed) {
    Accepted.Rehearsed.Judged judged = rehearsed.judged();
    return judged.decision().verdict() instanceof Verdict.Deny
        ? new Vetted.Denied(new Accepted.Denied(judged.message(), judged.decision()))
        : new Vetted.Fine(
            judged.decision().verdict() instanceof Verdict.Hold
                ? List.of(
                    "Each firing waits for a human: " + judged.decision().deciding().sentence())
                : List.of());
  }
}
