package dev.caravan.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A far side that is away. */
class OutageTest {
  private static final int RECIPIENTS = 20;
  private static final int MESSAGES = 10;

  /** The longest wait between two tries is five minutes. */
  private static final Duration RECOVERY = Duration.ofMinutes(6);

  @Test
  void tenMinutesAwayIsMadeGoodByItselfInOrderAndNothingIsGivenUp() {
    try (FarSlack far = new FarSlack();
        Cable cable = new Cable(far.port());
        TestHub hub = TestHub.with(OrderTest.connection(far.url(cable)), Map.of())) {
      Haste haste = new Haste(hub, Duration.ofSeconds(5));
      cable.pull();
      for (int n = 0; n < MESSAGES; n++) {
        for (int r = 0; r < RECIPIENTS; r++) {
          assertThat(hub.send("autonomous", "C0AWAY" + r, "n" + n).status()).isEqualTo(201);
        }
      }
      haste.pass(Duration.ofMinutes(10));
      assertThat(far.count()).isZero();
      assertThat(tried(hub)).as("tries of a message that waits").isPositive();
      cable.plug();
      Duration took = haste.until("an empty outbox", RECOVERY, () -> OrderTest.drained(hub));
      System.out.printf("ten minutes away: drained %d s later%n", took.toSeconds());
      List<String> all = IntStream.range(0, MESSAGES).mapToObj(n -> "n" + n).toList();
      for (int r = 0; r < RECIPIENTS; r++) {
        assertThat(far.texts("C0AWAY" + r)).containsExactlyElementsOf(all);
      }
      for (String given : List.of("dead", "failed", "unknown", "expired")) {
        assertThat(OrderTest.ended(hub, given)).as(given).isEmpty();
      }
    }
  }

  private static int tried(TestHub hub) {
    return OrderTest.ended(hub, "approved").stream()
        .mapToInt(m -> m.get("attempts") instanceof Integer n ? n : 0)
        .max()
        .orElse(0);
  }
}
