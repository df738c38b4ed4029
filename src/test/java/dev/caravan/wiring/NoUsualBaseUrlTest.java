package dev.caravan.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A platform that runs where each site runs it has no base URL by default. */
class NoUsualBaseUrlTest {
  @Test
  void a_connection_must_say_where_it_is_reached(@TempDir Path home) throws IOException {
    Path file =
        written(home, "{name: ours, platform: signal, credentials: {number: '+15550100000'}}");

    assertThatThrownBy(
            () -> ConnectionsFile.read(file, Settings.load(Map.of()), "http://here").connections())
        .isInstanceOf(WrongSetting.class)
        .hasMessageContainingAll(
            "line 2", "connections[0].baseUrl", "is missing", "for example http://127.0.0.1:8080");
  }

  @Test
  void one_that_says_so_is_taken_and_a_pretended_one_needs_not(@TempDir Path home)
      throws IOException {
    Path file =
        written(
            home,
            "{name: ours, platform: signal, baseUrl: 'http://signal:8080', credentials: {number: '+15550100000'}}\n"
                + "  - {name: pretended, platform: signal, sandbox: true}");

    assertThat(ConnectionsFile.read(file, Settings.load(Map.of()), "http://here").connections())
        .extracting(connection -> connection.url("/v2/send"))
        .containsExactly("http://signal:8080/v2/send", "http://here/sandbox/signal/v2/send");
  }

  private static Path written(Path home, String connection) throws IOException {
    return Files.writeString(
        home.resolve("connections.yaml"), "connections:\n  - " + connection + "\n");
  }
}
