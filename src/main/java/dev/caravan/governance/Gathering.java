package dev.caravan.governance;

import dev.caravan.message.Fault;
import dev.caravan.message.Refused;
import dev.caravan.message.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to a group before it is judged: a case for each member.
 *
 * @param whole the submission as it came, whose keys stand for all
 */
record Gathering(UUID batch, String group, Submission whole, List<Member> members) {
  Gathering {
    members = List.copyOf(members);
  }

  /**
   * One of them.
   *
   * @param open null where they cannot be written to, for these faults
   */
  record Member(String contact, @Nullable Case open, List<Fault> faults) {
    Member {
      faults = List.copyOf(faults);
    }
  }

  /** The first case, which is judged for all to see; throws {@link Refused} where there is none. */
  Case first() {
    return members.stream()
        .map(Member::open)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow(() -> new Refused(Refused.Kind.INVALID, faults()))
        .with(this);
  }

  private List<Fault> faults() {
    List<Fault> all = new ArrayList<>();
    for (Member member : members) {
      member
          .faults()
          .forEach(
              f ->
                  all.add(
                      new Fault(
                          "contact", f.code(), "'" + member.contact() + "': " + f.message())));
    }
    return all;
  }
}
