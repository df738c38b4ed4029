package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.message.Target;
import dev.caravan.message.WaitingFor;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is answered of a message that is next in its lane, by what its limits allow. */
class WaitsTest {
  private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
  private static final Target.Lane LANE = new Target.Lane("slack", "C0GENERAL");

  @Test
  void nothingIsSaidToHinderItWhereNoLimitIsUsed() {
    assertThat(waits(new Left(Integer.MAX_VALUE, Integer.MAX_VALUE, null))).isEmpty();
    assertThat(waits(new Left(1, 1, null))).isEmpty();
  }

  @Test
  void aLimitThatIsUsedUpIsWhatItWaitsFor() {
    assertThat(waits(new Left(0, 5, null))).contains(WaitingFor.RATE_LIMIT);
    assertThat(waits(new Left(5, 0, null))).contains(WaitingFor.RATE_LIMIT);
  }

  @Test
  void whereAnotherNodeOwnsTheConnectionItsLimitsAreTakenToBind() {
    assertThat(waits(null)).contains(WaitingFor.RATE_LIMIT);
  }

  private static Optional<WaitingFor> waits(@Nullable Left left) {
    QueuesTable untouched = new QueuesTable(Jdbi.create("jdbc:postgresql://nowhere/none"));
    QueuesTable.Place next = new QueuesTable.Place("ready", true, null, null, null, true);
    return new Waits(
            untouched,
            (connection, platform) -> Optional.empty(),
            () -> NOW,
            lane -> Optional.ofNullable(left))
        .inLane(LANE, next)
        .map(Wait::waitingFor);
  }
}
