package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.message.Message;
import dev.caravan.platform.Deliveries;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What enters the table while it is being walked over must not be overtaken by what follows. */
class LanesWalkTest {
  private static final Message MESSAGE =
      Deliveries.of("slack", "C0LANE", null, Deliveries.plain("Hello"), 0).message();

  private static final int NORMAL = Queued.urgency(MESSAGE);

  private final Lanes lanes = new Lanes(100, 1_000_000, false);

  private static Queued row(long seq) {
    return new Queued(MESSAGE, seq, Queued.Try.first(1), null);
  }

  @Test
  void aRowTakenAfterAnEmptyWalkGoesStraightToMemory() {
    lanes.beginCircle(NORMAL);
    lanes.endCircle(NORMAL);
    assertThat(lanes.offer(row(1))).isTrue();
  }

  @Test
  void aRowAnnouncedDuringAWalkKeepsTheNextOneOutOfMemory() {
    lanes.beginCircle(NORMAL);
    lanes.lookAgain();
    lanes.endCircle(NORMAL);
    assertThat(lanes.offer(row(2))).isFalse();
  }

  @Test
  void aLaneEmptiedDuringAWalkKeepsTheNextOneOutOfMemoryWhileTheTableHoldsMore() {
    lanes.beginCircle(NORMAL);
    lanes.load("C0LANE", NORMAL, List.of(row(1)), true);
    assertThat(lanes.take(1, Instant.EPOCH)).hasSize(1);
    lanes.left("C0LANE");
    lanes.endCircle(NORMAL);
    assertThat(lanes.offer(row(3))).isFalse();
  }

  @Test
  void a_row_waits_for_no_walk_over_another_urgency() {
    lanes.beginCircle(NORMAL);
    lanes.endCircle(NORMAL);
    lanes.lookAgain();
    lanes.beginCircle(NORMAL);
    lanes.endCircle(NORMAL);

    assertThat(lanes.offer(row(1))).isTrue();
  }

  @Test
  void what_a_full_lane_holds_back_in_the_table_is_not_overtaken_by_what_comes_later() {
    lanes.beginCircle(NORMAL);
    lanes.load("C0LANE", NORMAL, List.of(row(1)), true);
    lanes.endCircle(NORMAL);

    assertThat(lanes.offer(row(3))).isFalse();
  }
}
