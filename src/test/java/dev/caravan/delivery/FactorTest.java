package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.caravan.platform.Connection;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An adaptive connection follows the share of its successes. */
class FactorTest {
  private Instant now = Rows.NOW;

  @ParameterizedTest
  @CsvSource({
    // successes of a hundred, the highest factor, minutes, then
    "79, 1, 1, 0.9",
    "80, 1, 1, 1.0",
    "95, 2, 1, 1.0",
    "96, 1, 1, 1.0",
    "96, 2, 1, 1.1",
    "100, 1.5, 60, 1.5",
    "0, 1, 2, 0.81",
    "0, 1, 60, 0.5"
  })
  void itIsMovedByATenthOnceAMinute(int successes, double most, int minutes, double expected) {
    Factor factor = new Factor(new Connection.Pace(0.9, true, most, List.of()));

    for (int minute = 0; minute < minutes; minute++) {
      minute(factor, successes);
    }

    assertThat(factor.now()).isCloseTo(expected, within(1e-9));
  }

  @Test
  void itRecoversFromItsLeast() {
    Factor factor = new Factor(new Connection.Pace(0.9, true, 1, List.of()));
    for (int i = 0; i < 20; i++) {
      minute(factor, 0);
    }
    for (int i = 0; i < 8; i++) {
      minute(factor, 100);
    }

    assertThat(factor.now()).isEqualTo(1);
  }

  @Test
  void fewAnswersMoveNothing() {
    Factor factor = new Factor(new Connection.Pace(0.9, true, 1, List.of()));
    for (int i = 0; i < 9; i++) {
      now = now.plusSeconds(70);
      assertThat(factor.answered(Sign.FAILED, now)).isFalse();
    }
    now = now.plusSeconds(70);

    assertThat(factor.answered(Sign.FAILED, now)).isTrue();
  }

  @Test
  void aConnectionThatIsNotAdaptiveStays() {
    Factor factor = new Factor(Connection.Pace.steady(0.9));

    minute(factor, 0);

    assertThat(factor.now()).isEqualTo(1);
  }

  /** A hundred answers, the last of which is a minute after the first. */
  private void minute(Factor factor, int successes) {
    for (int i = 0; i < 100; i++) {
      now = i == 99 ? now.plusSeconds(60) : now;
      factor.answered(i < successes ? Sign.WELL : Sign.FAILED, now);
    }
  }
}
