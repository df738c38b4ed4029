package dev.caravan.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.MovedClock;
import dev.caravan.sandbox.Sandbox;
import dev.caravan.sandbox.Tokens;
import dev.caravan.wiring.PlatformList;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every platform of the hub, with somebody there whom the pretend one knows. */
final class Samples {
  private static final Map<String, String> RECIPIENTS =
      Map.of(
          "slack", "C0123ABCD",
          "discord", "123456789012345678",
          "teams", "19:sandbox@thread.tacv2",
          "whatsapp", "491701234567",
          "telegram", "-1001234567890",
          "google_chat", "spaces/AAAA0123",
          "signal", "+491701234567",
          "messenger", "1234567890123456",
          "line", "U0123456789abcdef0123456789abcdef");

  /** By a clock that goes, for some ask for a token with the time in it. */
  static final List<HttpPlatform> PLATFORMS = PlatformList.all(new MovedClock());

  private Samples() {}

  static Stream<String> ids() {
    return PLATFORMS.stream().map(HttpPlatform::id);
  }

  static HttpPlatform platform(String id) {
    return PLATFORMS.stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow();
  }

  static String recipient(String id) {
    assertThat(RECIPIENTS).as("somebody to write to").containsKey(id);
    return RECIPIENTS.getOrDefault(id, "");
  }

  /**
   * A connection to the pretend platform.
   *
   * @param server where the sandbox is served, without a slash at its end
   */
  static Connection connection(String id, String server) {
    return new Connection(
        id,
        id,
        true,
        new Connection.Endpoint(true, Sandbox.baseUrl(server, id), Tokens.of(id)),
        new Connection.Traffic(
            List.of(), List.of(), 1, 8, Connection.OnUnknown.HOLD, Duration.ofSeconds(30)));
  }

  /** A connection to every pretend platform. */
  static List<Connection> connections(String server) {
    return ids().map(id -> connection(id, server)).toList();
  }
}
