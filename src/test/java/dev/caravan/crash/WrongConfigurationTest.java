package dev.caravan.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WrongConfigurationTest {

  /** One of each kind; what else is refused, and how, is in {@code WrongSettingsTest}. */
  static Arguments[] faults() {
    return new Arguments[] {
      fault("caravan.prot", home -> home.write("caravan.properties", "caravan.prot=8080")),
      fault("CARAVAN_RETRY_FIRST=0", home -> home.with("CARAVAN_RETRY_FIRST", "0")),
      fault(
          "line 4: connections[0].retry.longest is 1000ms",
          home ->
              home.write(
                  "connections.yaml",
                  "connections:\n  - name: main\n    platform: slack\n    retry: {first: 2s, longest: 1s}\n    sandbox: true\n")),
    };
  }

  private static Arguments fault(String told, UnaryOperator<HubHome> wrong) {
    return Arguments.of(told, wrong);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void aFaultEndsTheStartNamingItAndStartsNothing(String told, UnaryOperator<HubHome> wrong) {
    HubHome home = wrong.apply(HubHome.empty());
    try (HubProcess hub = HubProcess.launch(home)) {
      assertThat(hub.awaitEnd()).isEqualTo(1);
      assertThat(hub.log()).startsWith("caravan: ").contains(told).doesNotContain("\tat ");
      assertThat(hub.greeting()).isEmpty();
      assertThat(Files.exists(home.folder.resolve("postgres"))).isFalse();
    }
  }

  @Test
  void aTakenPortIsNamedWithItsKey() throws IOException {
    HubHome home = HubHome.empty();
    try (ServerSocket taken = new ServerSocket(home.port, 1, InetAddress.getLoopbackAddress());
        HubProcess hub = HubProcess.launch(home)) {
      assertThat(hub.awaitEnd()).isEqualTo(1);
      assertThat(hub.log()).contains("CARAVAN_PORT=" + taken.getLocalPort());
      assertThat(Files.exists(home.folder.resolve("postgres"))).isFalse();
    }
  }
}
