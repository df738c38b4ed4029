package dev.caravan.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.platform.Connection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code assumeWindow} of connections.yaml. */
class AssumeWindowTest {
  private final Path home;

  AssumeWindowTest(@TempDir Path home) {
    this.home = home;
  }

  @ParameterizedTest
  @CsvSource({
    "'credentials: {botToken: x}', false",
    "'credentials: {botToken: x}, assumeWindow: open', true",
    "'credentials: {botToken: x}, assumeWindow: closed', false",
    "sandbox: true, true",
    "'sandbox: true, assumeWindow: closed', false"
  })
  void a_window_that_was_never_seen_is_open_where_the_file_or_the_sandbox_says_so(
      String keys, boolean assumed) throws IOException {
    assertThat(read(keys)).singleElement().extracting(Connection::windowAssumed).isEqualTo(assumed);
  }

  @Test
  void any_other_word_is_refused_with_its_line() {
    assertThatThrownBy(() -> read("sandbox: true, assumeWindow: yes"))
        .isInstanceOf(WrongSetting.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("assumeWindow is 'yes'; write open or closed");
  }

  private List<Connection> read(String keys) throws IOException {
    Files.writeString(
        home.resolve("connections.yaml"),
        "connections:\n  - {name: slack, platform: slack, " + keys + "}\n");
    return new ConnectionsSource(Settings.load(Map.of("CARAVAN_HOME", home.toString())))
        .read()
        .connections();
  }
}
