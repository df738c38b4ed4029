package dev.caravan.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong in the settings and in connections.yaml is named before anything is started. */
class WrongSettingsTest {
  private final Path home;

  WrongSettingsTest(@TempDir Path home) {
    this.home = home;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CARAVAN_HTTP_WORKERS | many | write a whole number from 4 to 512",
        "CARAVAN_APPROVALS_TTL | soon | write a duration such as 90s, 15m, 2h, 1d, or 0",
        "CARAVAN_POLICY_ALLOW_STUDENT | yes | write true or false",
        "CARAVAN_DATABASE_URL | postgres://x | write jdbc:postgresql://host:port/database",
        "CARAVAN_MANAGEMENT_PORT | 8080 | it is caravan.port too; write another port",
        "CARAVAN_DEDUP_WINDOW | 0 | write 1s to 31d, for example 1h",
        "CARAVAN_DEDUP_WINDOW | 32d | write 1s to 31d, for example 1h",
        "CARAVAN_RETENTION_MESSAGES | 0 | nothing can be kept for no time; write for example 90d",
        "CARAVAN_RETRY_ATTEMPTS | 0 | write a whole number from 1 to 1000",
        "CARAVAN_RETRY_FIRST | 0 | write a duration above 0, for example 1s",
        "CARAVAN_RETRY_LONGEST | 1ms | it is below caravan.retry.first; write for example 5m"
      })
  void a_setting_is_named_with_its_value_its_rule_and_a_remedy(
      String variable, String value, String rule) {
    Settings settings = Settings.load(Map.of("CARAVAN_HOME", home.toString(), variable, value));

    assertThatThrownBy(() -> SettingKinds.check(settings))
        .isInstanceOf(WrongSetting.class)
        .hasMessage(variable + "=" + value + " cannot be obeyed: " + rule + ".");
  }

  @Test
  void a_key_of_the_sites_file_is_named_with_the_nearest_known_one() throws IOException {
    Files.writeString(home.resolve("caravan.properties"), "caravan.prot=8080");

    assertThatThrownBy(() -> Settings.load(Map.of("CARAVAN_HOME", home.toString())))
        .isInstanceOf(WrongSetting.class)
        .hasMessageContaining("there is no setting caravan.prot. Did you mean caravan.port?");
  }

  @Test
  void a_setting_of_the_sites_file_is_named_by_its_key() throws IOException {
    Files.writeString(home.resolve("caravan.properties"), "caravan.http.connect-timeout=0");
    Settings settings = Settings.load(Map.of("CARAVAN_HOME", home.toString()));

    assertThatThrownBy(() -> SettingKinds.check(settings))
        .isInstanceOf(WrongSetting.class)
        .hasMessageContaining("caravan.http.connect-timeout=0 cannot be obeyed");
  }

  @Test
  void everything_wrong_in_the_settings_is_told_at_once_and_each_thing_once() throws IOException {
    Files.writeString(
        home.resolve("caravan.properties"),
        """
        caravan.prot=8080
        caravan.http.workers=many
        caravan.retry.first=soon
        caravan.log=xml
        caravan.database.url=postgres://x
        """);

    assertThatThrownBy(() -> Settings.load(Map.of("CARAVAN_HOME", home.toString())))
        .isInstanceOf(WrongSetting.class)
        .satisfies(
            e ->
                assertThat(String.valueOf(e.getMessage()).lines())
                    .hasSize(5)
                    .anyMatch(told -> told.contains("Did you mean caravan.port?"))
                    .anyMatch(told -> told.contains("caravan.http.workers=many"))
                    .anyMatch(told -> told.contains("caravan.retry.first=soon"))
                    .anyMatch(told -> told.contains("caravan.log=xml"))
                    .anyMatch(told -> told.contains("caravan.database.url=postgres://x")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "example: Alerts | is 'Alerts', which does not match recipients, [0-9]+; write one that does",
        "threads: true | is not written, but then 'alerts', which does not match recipients, [0-9]+"
      })
  void the_example_of_a_recipient_is_one(String key, String told) throws IOException {
    Files.writeString(
        home.resolve("connections.yaml"),
        "platforms:\n  - {id: ntfy, textLimit: 4096, recipients: '[0-9]+', %s}\n".formatted(key)
            + "connections:\n  - {name: ntfy, platform: ntfy, baseUrl: 'http://127.0.0.1'}\n");
    Settings settings = Settings.load(Map.of("CARAVAN_HOME", home.toString()));

    assertThatThrownBy(() -> new ConnectionsSource(settings).read())
        .isInstanceOf(WrongSetting.class)
        .hasMessageContaining("line 2: platforms[0].example " + told);
  }

  @Test
  void everything_wrong_in_the_connections_is_told_at_once_with_the_nearest_known_name()
      throws IOException {
    Files.writeString(
        home.resolve("connections.yaml"),
        """
        platforms:
          - {id: ntfy, textLimit: 1, textUnit: runes, baseUrl: "https://ntfy.sh"}
        connections:
          - {name: One, platform: slak, order: lifo, limits: [{count: 0, per: 99d99}]}
          - {name: two, platform: telegram, default: yes, credentials: {botTokn: x}}
          - {name: three, platform: slack, sandbox: true, headroom: 2, concurrency: 0}
          - {name: four, platform: ntfy, responseTimeout: soon}
        """);
    Settings settings = Settings.load(Map.of("CARAVAN_HOME", home.toString()));

    assertThatThrownBy(() -> new ConnectionsSource(settings).read())
        .isInstanceOf(WrongSetting.class)
        .satisfies(
            e ->
                assertThat(
                        String.valueOf(e.getMessage())
                            .lines()
                            .map(told -> told.replaceAll(".*connections.yaml, (line .*)", "$1")))
                    .anyMatch(told -> told.startsWith("line 2: platforms[0].textLimit is '1'"))
                    .anyMatch(told -> told.startsWith("line 2: platforms[0].textUnit is 'runes'"))
                    .anyMatch(told -> told.startsWith("line 4: connections[0].name is 'One'"))
                    .anyMatch(
                        told ->
                            told.startsWith(
                                "line 4: connections[0].platform is 'slak' (did you mean 'slack'?)"))
                    .anyMatch(told -> told.startsWith("line 4: connections[0].order is 'lifo'"))
                    .anyMatch(told -> told.contains("connections[0].limits[0].count is '0'"))
                    .anyMatch(told -> told.contains("connections[0].limits[0].per is '99d99'"))
                    .anyMatch(told -> told.startsWith("line 5: connections[1].default is 'yes'"))
                    .anyMatch(told -> told.contains("Did you mean 'botToken'?"))
                    .anyMatch(
                        told -> told.contains("connections[1].credentials.botToken is missing"))
                    .anyMatch(told -> told.startsWith("line 6: connections[2].headroom is '2'"))
                    .anyMatch(told -> told.startsWith("line 6: connections[2].concurrency is '0'"))
                    .anyMatch(told -> told.contains("connections[3].responseTimeout is 'soon'"))
                    .hasSize(13));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "platform: slack, credental: {botToken: x} | line 2: connections[0].credental",
        "platform: slak | line 2: connections[0].platform is 'slak'",
        "platform: slack | line 2: connections[0].credentials.botToken is missing",
        "platform: slack, credentials: {botToken: '{{env:NO_SUCH_TOKEN}}'}"
            + " | line 2: connections[0].credentials.botToken needs the environment's NO_SUCH_TOKEN",
        "platform: [slack | connections.yaml, line 2: this is no YAML: ",
        "platform: slack, sandbox: true, order: lifo"
            + " | line 2: connections[0].order is 'lifo'; write fifo or best_effort",
        "platform: slack, sandbox: true, retry: {attempts: 0}"
            + " | line 2: connections[0].retry.attempts is '0'; write a whole number from 1",
        "platform: slack, sandbox: true, retry: {first: 2s, longest: 1s}"
            + " | line 2: connections[0].retry.longest is 1000ms, below first, which is 2000ms; write for example 5m",
        "platform: slack, sandbox: true, retry: {first: 10m}"
            + " | line 2: connections[0].retry.longest is 300000ms, below first, which is 600000ms; write for example 600000ms"
      },
      quoteCharacter = '`')
  void a_connection_is_named_with_its_line_and_key(String keys, String told) throws IOException {
    Files.writeString(
        home.resolve("connections.yaml"), "connections:\n  - {name: one, " + keys + "}\n");
    Settings settings = Settings.load(Map.of("CARAVAN_HOME", home.toString()));

    assertThatThrownBy(() -> new ConnectionsSource(settings).read())
        .isInstanceOf(WrongSetting.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(told));
  }
}
