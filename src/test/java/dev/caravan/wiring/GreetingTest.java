package dev.caravan.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.platform.Connections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is pasted from the greeting goes nowhere but to a pretended platform. */
class GreetingTest {
  private static final String REAL =
      "  - {name: slack-main, platform: slack, default: true, credentials: {botToken: xoxb-1}}\n";
  private static final String PRETENDED = "  - {name: rehearsal, platform: slack, sandbox: true}\n";

  private final Path home;

  GreetingTest(@TempDir Path home) {
    this.home = home;
  }

  @Test
  void beside_a_real_default_connection_the_pretended_one_is_named() {
    assertThat(greeting(REAL + PRETENDED, Map.of(), true))
        .contains("\"connection\":\"rehearsal\"", "\"agent_id\":\"autonomous\"")
        .doesNotContain("\"platform\"", "slack-main");
  }

  @Test
  void without_a_pretended_connection_nothing_is_given_to_paste() {
    assertThat(greeting(REAL, Map.of(), true)).doesNotContain("curl").contains("/docs");
    assertThat(greeting(PRETENDED, Map.of("CARAVAN_SANDBOX_ENABLED", "false"), true))
        .doesNotContain("curl");
  }

  @Test
  void without_the_agent_to_try_an_own_one_is_asked_for() {
    assertThat(greeting(REAL + PRETENDED, Map.of(), false))
        .contains("POST /api/v1/agents")
        .doesNotContain("\"autonomous\"");
  }

  @Test
  void a_given_token_is_named_by_where_it_stands_and_not_by_the_file() {
    assertThat(greeting(PRETENDED, Map.of("CARAVAN_ADMIN_TOKEN", "given-token"), true))
        .contains("token is that of CARAVAN_ADMIN_TOKEN", "Bearer $CARAVAN_ADMIN_TOKEN")
        .doesNotContain("admin.token\n", "given-token");
    assertThat(greeting(PRETENDED, Map.of(), true))
        .contains("token is in " + home.resolve("admin.token"));
  }

  private String greeting(String connections, Map<String, String> more, boolean speaks) {
    try {
      Files.writeString(home.resolve("connections.yaml"), "connections:\n" + connections);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    Map<String, String> environment = new HashMap<>(more);
    environment.put("CARAVAN_HOME", home.toString());
    Settings settings = Settings.load(environment);
    Connections read = new Connections();
    new ConnectionsSource(settings).read().putInForce(PlatformList.platforms(), read);
    return new Greeting(settings, read, name -> speaks).text();
  }
}
