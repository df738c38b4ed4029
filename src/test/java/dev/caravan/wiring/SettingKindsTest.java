package dev.caravan.wiring;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a setting may hold. */
class SettingKindsTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "1234567"})
  void an_admin_token_that_is_soon_guessed_is_refused_and_not_repeated(String token) {
    assertThatThrownBy(() -> SettingKinds.check(withToken(token)))
        .isInstanceOf(WrongSetting.class)
        .hasMessageStartingWith("CARAVAN_ADMIN_TOKEN=*** cannot be obeyed")
        .hasMessageContaining("at least 8");
  }

  @Test
  void a_longer_admin_token_is_taken() {
    assertThatCode(() -> SettingKinds.check(withToken("12345678"))).doesNotThrowAnyException();
  }

  @Test
  void a_value_of_the_file_is_told_with_the_file(@TempDir Path home) throws IOException {
    Path file = home.resolve("caravan.properties");
    Files.writeString(file, "caravan.port=0\n");
    assertThatThrownBy(
            () -> SettingKinds.check(Settings.load(Map.of("CARAVAN_HOME", home.toString()))))
        .isInstanceOf(WrongSetting.class)
        .hasMessageStartingWith(file + ": caravan.port=0 cannot be obeyed");
  }

  @Test
  void a_file_of_connections_that_is_not_there_is_told_by_its_setting() {
    Settings settings =
        Settings.load(
            Map.of("CARAVAN_HOME", "target/homes/none", "CARAVAN_CONNECTIONS", "/none/nope.yaml"));
    assertThatThrownBy(() -> new ConnectionsSource(settings).read())
        .isInstanceOf(WrongSetting.class)
        .hasMessageStartingWith(
            "CARAVAN_CONNECTIONS=/none/nope.yaml cannot be obeyed: there is no such file");
  }

  private static Settings withToken(String token) {
    return Settings.load(Map.of("CARAVAN_HOME", "target/homes/none", "CARAVAN_ADMIN_TOKEN", token));
  }
}
