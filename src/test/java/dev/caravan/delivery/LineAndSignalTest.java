package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A whole hub speaks on LINE and on Signal. */
class LineAndSignalTest {
  private static final String CONNECTIONS =
      """
      connections:
        - {name: line, platform: line, sandbox: true, default: true, limits: none}
        - {name: signal, platform: signal, sandbox: true, default: true, limits: none}
      """;
  private static TestHub hub;

  @BeforeAll
  static void open() {
    hub = TestHub.with(CONNECTIONS, Map.of());
  }

  @AfterAll
  static void close() {
    hub.close();
  }

  @Test
  void linesButtonsStandInABubbleAndThePushHasItsKey() {
    String user = "U4af4980629000000000000000000abcd";

    hub.until(say("line", user, "**Deploy?**"), "sent");

    Map<String, Object> arrived = only(user);
    assertThat(arrived).containsEntry("text", "Deploy?");
    assertThat(String.valueOf(arrived.get("actions"))).contains("label=Yes", "label=No");
    assertThat(String.valueOf(arrived.get("key"))).matches("[0-9a-f-]{36}");
  }

  @Test
  void signalsButtonsAreLinesBelowTheStyledText() {
    hub.until(say("signal", "+15550100001", "**Deploy?**"), "sent");

    Map<String, Object> arrived = only("+15550100001");
    assertThat(arrived).containsEntry("text", "Deploy?\n\n1. Yes\n2. No");
    assertThat(String.valueOf(arrived.get("raw"))).contains("**Deploy?**", "\"styled\"");
  }

  @Test
  void whoIsNotOnSignalEndsTheMessageAndIsRemembered() {
    Map<String, Object> failed = hub.until(say("signal", "+15550100404", "Hello"), "failed");

    assertThat(failed.toString()).contains("recipient_unknown");
  }

  private static String say(String platform, String recipient, String content) {
    TestHub.Answer made =
        hub.post(
            "/api/v1/messaging/proactive/send",
            Map.of(
                "agent_id",
                hub.agent("AUTONOMOUS"),
                "platform",
                platform,
                "recipient_id",
                recipient,
                "content",
                content,
                "format",
                "markdown",
                "actions",
                List.of(Map.of("id", "y", "label", "Yes"), Map.of("id", "n", "label", "No"))));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return String.valueOf(made.text("id"));
  }

  private static Map<String, Object> only(String recipient) {
    List<Map<String, Object>> arrived =
        hub.received(URLEncoder.encode(recipient, StandardCharsets.UTF_8));
    assertThat(arrived).hasSize(1);
    return arrived.get(0);
  }
}
