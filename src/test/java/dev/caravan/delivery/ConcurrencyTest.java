package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.platform.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many calls are made at once follows how they are answered. */
class ConcurrencyTest {
  private static final Duration QUICK = Duration.ofMillis(100);
  private Instant now = Rows.NOW;
  private final Concurrency concurrency = of(8, 2, 16);

  private Concurrency of(int start, int min, int max) {
    return new Concurrency(new Connection.Calls(start, min, max), () -> now);
  }

  @ParameterizedTest
  @CsvSource({
    // start, what is answered, milliseconds, how often in rounds of a second, then
    "8, WELL,    100, 0,   8",
    "8, WELL,    100, 9,   9",
    "8, WELL,    100, 500, 16",
    "8, FAILED,  100, 1,   4",
    "8, FAILED,  100, 2,   2",
    "8, FAILED,  100, 50,  2",
    "8, LIMITED, 100, 1,   4",
    "8, WELL,    900, 1,   4",
    "8, WELL,    240, 9,   9",
    "8, NOTHING, 900, 50,  8",
    "2, FAILED,  100, 1,   2",
    "16, WELL,   100, 50,  16"
  })
  void itGrowsByOneARoundAndIsHalvedByTrouble(
      int start, Sign sign, int millis, int times, int expected) {
    Concurrency moved = of(start, 2, 16);
    moved.answered(Sign.WELL, QUICK, 0);
    for (int i = 0; i < times; i++) {
      now = now.plusSeconds(1);
      moved.answered(sign, Duration.ofMillis(millis), moved.now());
    }

    assertThat(moved.now()).isEqualTo(expected);
  }

  @Test
  void whatWasInFlightWhenItWasHalvedDoesNotHalveItAgain() {
    for (int i = 0; i < 8; i++) {
      now = now.plusMillis(10);
      concurrency.answered(Sign.FAILED, QUICK, 8 - i);
    }
    assertThat(concurrency.now()).isEqualTo(4);

    now = now.plusMillis(100);
    concurrency.answered(Sign.FAILED, QUICK, 4);

    assertThat(concurrency.now()).isEqualTo(2);
  }

  @Test
  void itDoesNotGrowWhereItIsNotUsedUp() {
    for (int i = 0; i < 100; i++) {
      now = now.plusSeconds(1);
      concurrency.answered(Sign.WELL, QUICK, 1);
    }

    assertThat(concurrency.now()).isEqualTo(8);
  }

  @Test
  void aPlatformThatIsSlowForGoodIsTheNewUsual() {
    List<Integer> seen = new ArrayList<>();
    concurrency.answered(Sign.WELL, QUICK, 8);
    for (int i = 0; i < 300; i++) {
      now = now.plusSeconds(2);
      concurrency.answered(Sign.WELL, Duration.ofSeconds(1), concurrency.now());
      seen.add(concurrency.now());
    }

    assertThat(seen).contains(2);
    assertThat(concurrency.now()).isEqualTo(16);
  }

  @Test
  void afterAnOutageItBeginsAtItsLeast() {
    concurrency.restart();
    assertThat(concurrency.now()).isEqualTo(2);

    for (int i = 0; i < 6; i++) {
      now = now.plusSeconds(1);
      concurrency.answered(Sign.WELL, QUICK, concurrency.now());
    }

    assertThat(concurrency.now()).isEqualTo(4);
  }

  @Test
  void aPlainNumberStays() {
    Concurrency fixed = of(5, 5, 5);
    for (Sign sign : Sign.values()) {
      for (int i = 0; i < 20; i++) {
        now = now.plusSeconds(1);
        fixed.answered(sign, Duration.ofSeconds(3), 5);
        assertThat(fixed.now()).isEqualTo(5);
      }
    }
    fixed.restart();
    assertThat(fixed.now()).isEqualTo(5);
  }
}
