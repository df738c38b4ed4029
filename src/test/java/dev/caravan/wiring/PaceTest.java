package dev.caravan.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.platform.Connection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code concurrency}, {@code headroom}, {@code adaptive} and {@code adaptiveMax} of
 * connections.yaml.
 */
class PaceTest {
  private final Path home;

  PaceTest(@TempDir Path home) {
    this.home = home;
  }

  @ParameterizedTest
  @CsvSource({
    "'', 8, 2, 16",
    "concurrency: 5, 5, 5, 5",
    "'concurrency: {start: 4, min: 1, max: 32}', 4, 1, 32",
    "'concurrency: {max: 4}', 4, 2, 4",
    "'concurrency: {min: 20}', 20, 20, 20",
    "'concurrency: {max: 64}', 8, 2, 64"
  })
  void a_number_stays_and_a_range_is_moved_within(String keys, int start, int min, int max)
      throws IOException {
    assertThat(read("slack", keys).concurrency()).isEqualTo(new Connection.Calls(start, min, max));
  }

  @Test
  void telegram_names_no_exact_limits_so_its_answers_are_followed() throws IOException {
    assertThat(read("telegram", "").pace().adaptive()).isTrue();
    assertThat(read("telegram", "adaptive: false").pace().adaptive()).isFalse();
    assertThat(read("slack", "").pace().adaptive()).isFalse();
    assertThat(read("slack", "adaptive: true").pace().adaptive()).isTrue();
  }

  @Test
  void what_goes_above_its_limits_never_goes_above_the_published_ones() throws IOException {
    Connection.Traffic traffic =
        read("whatsapp", "adaptive: true, adaptiveMax: 1.5, limits: [{count: 40, per: 1s}]");

    assertThat(traffic.pace().most()).isEqualTo(1.5);
    assertThat(traffic.pace().ceiling())
        .isEqualTo(
            PlatformList.ALL.stream()
                .filter(p -> p.id().equals("whatsapp"))
                .findFirst()
                .orElseThrow()
                .capabilities()
                .traffic()
                .connection())
        .isNotEmpty();
    assertThat(read("whatsapp", "adaptive: true").pace().ceiling()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "concurrency: 0 | concurrency is '0'; write a whole number from 1",
        "concurrency: 257 | concurrency is 257; write a whole number from 1 to 256",
        "concurrency: {start: 1, min: 2} | starts at 1 between 2 and 16; write min <= start <= max",
        "concurrency: {min: 9, max: 3} | write min <= start <= max, for example",
        "concurrency: {most: 3} | most",
        "adaptive: yes | adaptive is 'yes'; write true or false",
        "adaptive: true, adaptiveMax: 3 | adaptiveMax is '3'; write a number from 1.0 to 2.0",
        "adaptive: true, adaptiveMax: 0.9 | adaptiveMax is '0.9'; write a number from 1.0 to 2.0",
        "adaptiveMax: 1.5 | has no effect without adaptive: true",
        "headroom: 1.1 | headroom is '1.1'; write a number above 0 and at most 1"
      })
  void what_is_wrong_is_told_with_its_line(String keys, String told) {
    assertThatThrownBy(() -> read("slack", keys))
        .isInstanceOf(WrongSetting.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining(told);
  }

  private Connection.Traffic read(String platform, String keys) throws IOException {
    Files.writeString(
        home.resolve("connections.yaml"),
        "connections:\n  - {name: one, platform: %s, sandbox: true%s}\n"
            .formatted(platform, keys.isEmpty() ? "" : ", " + keys));
    return new ConnectionsSource(Settings.load(Map.of("CARAVAN_HOME", home.toString())))
        .read()
        .connections()
        .get(0)
        .traffic();
  }
}
