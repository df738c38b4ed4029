package dev.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import dev.caravan.platform.Capabilities;
import dev.caravan.platform.slack.SlackPlatform;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code GET /api/v1/platforms}, and what a message to none of them is told. */
class PlatformsTest {
  private static TestHub hub;

  @BeforeAll
  static void open() {
    hub = TestHub.with("connections: [{name: slack, platform: slack, sandbox: true}]\n", Map.of());
  }

  @AfterAll
  static void close() {
    hub.close();
  }

  @Test
  void what_is_answered_are_the_renderers_own_records() {
    SlackPlatform slack = new SlackPlatform();
    Capabilities can = slack.capabilities();

    Map<String, Object> shown =
        hub.get("/api/v1/platforms").items().stream()
            .filter(p -> "slack".equals(p.get("id")))
            .findFirst()
            .orElseThrow();

    assertThat(shown)
        .containsEntry("name", slack.profile().name())
        .containsEntry("regions", slack.profile().regions())
        .containsEntry("text_limit", can.textLimit())
        .containsEntry("text_unit", "utf16_units")
        .containsEntry("buttons", can.actions().buttons())
        .containsEntry("select_options", can.actions().selectOptions())
        .containsEntry("window_seconds", 0)
        .containsEntry("webhooks", slack.profile().webhooks())
        .containsEntry("base_url", "https://slack.com");
    assertThat(shown.get("features"))
        .isEqualTo(can.features().stream().sorted().map(dev.caravan.message.Word::word).toList());
    assertThat((List<?>) shown.get("limits"))
        .hasSize(can.traffic().connection().size() + can.traffic().recipient().size());
  }

  @Test
  void a_message_to_an_unknown_platform_is_told_of_all_there_are() {
    TestHub.Answer refused = hub.send("autonomous", "C1", "Hi", Map.of("platform", "telegrm"));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.response().body()).contains("platform_unknown", "did you mean 'telegram'?");
    for (Map<String, Object> platform : hub.get("/api/v1/platforms").items()) {
      assertThat(refused.text("detail")).contains(String.valueOf(platform.get("id")));
    }
  }

  @Test
  void a_message_to_a_platform_without_a_connection_is_told_so() {
    TestHub.Answer refused = hub.send("autonomous", "42", "Hi", Map.of("platform", "telegram"));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.response().body()).contains("platform_unconnected");
    assertThat(refused.text("detail")).contains("add one to connections.yaml", "slack");
  }
}
