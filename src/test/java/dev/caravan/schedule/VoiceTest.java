package dev.caravan.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.governance.Bulk;
import dev.caravan.message.Refused;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What fires at one moment is said, however many messages it makes. */
class VoiceTest {
  private static final Bulk.One TAKEN = new Bulk.One.Failed(new IllegalStateException("taken"));
  private final List<Integer> calls = new ArrayList<>();

  @Test
  void what_one_transaction_has_no_room_for_goes_into_the_next() {
    List<Bulk.One> done = Voice.inTurns(many -> withRoomFor(2, many), five());

    assertThat(done).hasSize(5).containsOnly(TAKEN);
    assertThat(calls).containsExactly(5, 3, 1);
  }

  @Test
  void what_is_too_much_by_itself_is_refused_and_not_tried_for_ever() {
    List<Bulk.One> done = Voice.inTurns(many -> withRoomFor(0, many), five());

    assertThat(done).hasSize(5).doesNotContain(TAKEN);
    assertThat(calls).containsExactly(5);
  }

  private List<Bulk.One> withRoomFor(int room, List<Integer> many) {
    calls.add(many.size());
    List<Bulk.One> done = new ArrayList<>(Collections.nCopies(Math.min(room, many.size()), TAKEN));
    while (done.size() < many.size()) {
      done.add(
          new Bulk.One.Failed(
              new Refused(Refused.Kind.INVALID, "contact", "too_many", "No room is left.")));
    }
    return done;
  }

  private static List<Integer> five() {
    return List.of(1, 2, 3, 4, 5);
  }
}
