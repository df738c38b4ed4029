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

  static Arguments[] faults() {
    return new Arguments[] {
      fault("caravan.prot", home -> home.write("caravan.properties", "caravan.prot=8080")),
      fault("CARAVAN_HTTP_WORKERS=many", home -> home.with("CARAVAN_HTTP_WORKERS", "many")),
      fault(
          "caravan.http.connect-timeout=0",
          home -> home.write("caravan.properties", "caravan.http.connect-timeout=0")),
      fault("CARAVAN_APPROVALS_TTL=soon", home -> home.with("CARAVAN_APPROVALS_TTL", "soon")),
      fault(
          "CARAVAN_POLICY_ALLOW_STUDENT=yes",
          home -> home.with("CARAVAN_POLICY_ALLOW_STUDENT", "yes")),
      fault(
          "CARAVAN_DATABASE_URL=postgres://x",
          home -> home.with("CARAVAN_DATABASE_URL", "postgres://x")),
      fault(
          "CARAVAN_MANAGEMENT_PORT=",
          home -> home.with("CARAVAN_MANAGEMENT_PORT", Integer.toString(home.port))),
      connections("line 3: connections[0].credental", "credental: {botToken: x}"),
      connections("line 3: connections[0].platform is 'slak'", "platform: slak"),
      connections("line 2: connections[0].credentials.botToken is missing", "platform: slack"),
      connections(
          "line 3: connections[0].credentials.botToken needs the environment's NO_SUCH_TOKEN",
          "credentials: {botToken: '{{env:NO_SUCH_TOKEN}}'}"),
      connections("connections.yaml is no YAML: ", "platform: [slack"),
    };
  }

  private static Arguments fault(String told, UnaryOperator<HubHome> wrong) {
    return Arguments.of(told, wrong);
  }

  private static Arguments connections(String told, String line) {
    String platform = line.startsWith("platform") ? "" : "    platform: slack\n";
    return fault(
        told,
        home ->
            home.write(
                "connections.yaml", "connections:\n  - name: main\n    " + line + "\n" + platform));
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
