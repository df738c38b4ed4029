package dev.caravan.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.governance.Destinations;
import dev.caravan.message.Address;
import dev.caravan.platform.Connections;
import dev.caravan.platform.Platforms;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code caravan.ops.notify}: what leads nowhere is refused at the start, by its key. */
class NotifySettingTest {
  /** Not there: every platform is pretended. */
  private static final Path HOME = Path.of("target", "homes", "none");

  @Test
  void targets_are_kept_in_their_order_each_by_its_connection() {
    assertThat(
            targets(
                "[{\"platform\":\"telegram\",\"recipient_id\":\"42\"},"
                    + "{\"connection\":\"slack\",\"recipient_id\":\"C0ONCALL\",\"thread_id\":\"1.2\"}]"))
        .containsExactly(
            new Address(null, "telegram", "42", null),
            new Address(null, "slack", "C0ONCALL", "1.2"));
  }

  @Test
  void nobody_is_told_unless_somebody_is_named() {
    assertThat(targets("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "C0ONCALL | it is no list in JSON; write a list of targets such as",
        "{\"connection\":\"slack\"} | it is no list in JSON; write a list of targets such as",
        "[\"C0ONCALL\"] | its item 0 is no target; write a list of targets such as",
        "[{\"recipient_id\":\"C0ONCALL\"}] | at [0]: 'connection' or 'platform' is required",
        "[{\"connection\":\"slack\"}] | at [0]: 'recipient_id' is required, for example \"C0ONCALL\"",
        "[{\"connection\":\"slack\",\"recipient\":\"C0\"}] | recipient",
        "[{\"connection\":\"slakc\",\"recipient_id\":\"C0ONCALL\"}] | at [0]: There is no connection 'slakc' (did you mean 'slack'?)",
        "[{\"connection\":\"slack\",\"recipient_id\":\"C0ONCALL\"},{\"platform\":\"telegram\",\"recipient_id\":\"a b\"}] | at [1]: "
      })
  void what_leads_nowhere_is_refused_with_key_and_remedy(String value, String told) {
    assertThatThrownBy(() -> targets(value))
        .isInstanceOf(WrongSetting.class)
        .hasMessageStartingWith("CARAVAN_OPS_NOTIFY=")
        .hasMessageContaining("cannot be obeyed")
        .hasMessageContaining(told);
  }

  @Test
  void what_is_no_list_is_refused_before_anything_is_started() {
    assertThatThrownBy(() -> SettingKinds.check(settings("C0ONCALL")))
        .isInstanceOf(WrongSetting.class)
        .hasMessageContaining("CARAVAN_OPS_NOTIFY=C0ONCALL cannot be obeyed");
  }

  private List<Address> targets(String value) {
    Settings settings = settings(value);
    Connections connections = new Connections();
    Platforms platforms = PlatformList.platforms();
    new ConnectionsSource(settings).read().putInForce(platforms, connections);
    return new NotifySetting(settings).targets(new Destinations(connections, platforms));
  }

  private Settings settings(String value) {
    return Settings.load(Map.of("CARAVAN_HOME", HOME.toString(), "CARAVAN_OPS_NOTIFY", value));
  }
}
