package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.message.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where order is a best effort, a message passes one that waits for its next try. */
class LanesPassingTest {
  private static final int NORMAL = 3;
  private static final Instant LATER = Rows.NOW.plus(Duration.ofSeconds(10));

  private final Lanes lanes = new Lanes(100, 1_000_000, true);

  @Test
  void a_later_message_passes_one_that_waits_for_its_next_try() {
    load(row(1), row(2));
    fail(take(Rows.NOW), LATER);

    assertThat(take(Rows.NOW)).isEqualTo(2);
  }

  @Test
  void what_has_waited_goes_before_later_ones_once_its_time_has_come() {
    load(row(1), row(2), row(3));
    fail(take(Rows.NOW), LATER);
    assertThat(take(Rows.NOW)).isEqualTo(2);
    lanes.left("C0");

    assertThat(take(LATER)).isEqualTo(1);
    lanes.left("C0");
    assertThat(take(LATER)).isEqualTo(3);
  }

  @Test
  void a_lane_with_nothing_else_wakes_when_the_first_of_its_waiting_may_go() {
    load(row(1), row(2));
    fail(take(Rows.NOW), LATER.plusSeconds(5));
    fail(take(Rows.NOW), LATER);

    assertThat(lanes.take(1, Rows.NOW)).isEmpty();
    assertThat(lanes.nextWake()).isEqualTo(LATER);
    assertThat(take(LATER)).isEqualTo(2);
    lanes.left("C0");
    assertThat(lanes.take(1, LATER)).isEmpty();
    assertThat(take(LATER.plusSeconds(5))).isEqualTo(1);
  }

  @Test
  void two_of_a_lane_never_fly_together() {
    load(row(1), row(2));
    take(Rows.NOW);

    assertThat(lanes.take(5, Rows.NOW)).isEmpty();
  }

  @Test
  void a_row_that_waits_is_not_taken_twice_when_a_walk_brings_it_again() {
    load(row(1));
    Queued waiting = fail(take(Rows.NOW), LATER);
    lanes.load("C0", NORMAL, List.of(waiting), false);

    assertThat(take(LATER)).isEqualTo(1);
    lanes.left("C0");
    assertThat(lanes.take(1, LATER)).isEmpty();
    assertThat(lanes.size()).isZero();
  }

  @Test
  void nothing_passes_a_message_that_has_begun() {
    load(row(1), row(2));
    take(Rows.NOW);
    lanes.again(row(1).at(new Queued.Try(1, 2, 1, Rows.NOW, LATER)), Instant.MIN);

    assertThat(lanes.take(1, Rows.NOW)).isEmpty();
    assertThat(take(LATER)).isEqualTo(1);
  }

  private void load(Queued... rows) {
    lanes.beginCircle(NORMAL);
    lanes.load("C0", NORMAL, List.of(rows), false);
    lanes.endCircle(NORMAL);
  }

  private long take(Instant now) {
    List<Queued> heads = lanes.take(1, now);
    assertThat(heads).hasSize(1);
    return heads.get(0).seq();
  }

  private Queued fail(long seq, Instant until) {
    Queued waiting = row(seq).at(new Queued.Try(0, 1, 1, Rows.NOW, until));
    lanes.again(waiting, Instant.MIN);
    return waiting;
  }

  private static Queued row(long seq) {
    return new Queued(
        Rows.message("C0", "n" + seq, Priority.NORMAL), seq, Queued.Try.first(1), null);
  }
}
