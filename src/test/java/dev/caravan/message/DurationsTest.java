package dev.caravan.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({"250ms, PT0.25S", "90, PT1M30S", "90s, PT1M30S", "15m, PT15M", "2h, PT2H", "1d, P1D"})
  void aNumberWithItsUnitIsRead(String text, Duration read) {
    assertThat(Durations.parse(text)).hasValue(read);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1s", "1.5h", "3651d", "9999999999", "1w", "h", "1 h", "١m"})
  void everythingElseIsNone(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }
}
