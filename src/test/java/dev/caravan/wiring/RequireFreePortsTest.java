package dev.caravan.wiring;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The setting that is at fault is the one that is named. */
class RequireFreePortsTest {

  @Test
  void a_taken_port_is_told_with_another_to_choose() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> check("127.0.0.1", port))
          .isInstanceOf(WrongSetting.class)
          .hasMessageStartingWith("CARAVAN_PORT=" + port + " cannot be obeyed")
          .hasMessageContaining("for example CARAVAN_PORT=" + (port % 65_535 + 1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"not.a.host.invalid", "192.0.2.1"})
  void a_host_that_is_not_this_machines_is_blamed_itself(String host) {
    assertThatThrownBy(() -> check(host, 8080))
        .isInstanceOf(WrongSetting.class)
        .hasMessageStartingWith("CARAVAN_HOST=" + host + " cannot be obeyed")
        .hasMessageContaining("127.0.0.1");
  }

  private static void check(String host, int port) {
    Settings settings =
        Settings.load(
            Map.of(
                "CARAVAN_HOME",
                "target/homes/none",
                "CARAVAN_HOST",
                host,
                "CARAVAN_PORT",
                Integer.toString(port)));
    RequireFreePorts.check(settings, "caravan.host", "caravan.port");
  }
}
