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

  private final Lanes lanes = new Lanes(100);

  private static Queued row(long seq) {
    return new Queued(MESSAGE, seq, Queued.Try.first(1), null);
  }

  @Test
  void aRowTakenAfterAnEmptyWalkGoesStraightToMemory() {
    lanes.beginCircle();
    lanes.endCircle();
    assertThat(lanes.offer(row(1))).isTrue();
  }

  @Test
  void aRowAnnouncedDuringAWalkKeepsTheNextOneOutOfMemory() {
    lanes.beginCircle();
    lanes.lookAgain();
    lanes.endCircle();
    assertThat(lanes.offer(row(2))).isFalse();
  }

  @Test
  void aLaneEmptiedDuringAWalkKeepsTheNextOneOutOfMemoryWhileTheTableHoldsMore() {
    lanes.beginCircle();
    lanes.load(List.of(row(1)), true);
    assertThat(lanes.take(1, Instant.EPOCH)).hasSize(1);
    lanes.left("C0LANE");
    lanes.endCircle();
    assertThat(lanes.offer(row(3))).isFalse();
  }
}
