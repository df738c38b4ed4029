package dev.caravan.platform.googlechat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A whole hub with a pretended Google Chat. */
class GoogleChatDeliveryTest {
  private static TestHub hub;

  @BeforeAll
  static void open() {
    hub =
        TestHub.with(
            "connections: [{name: chat, platform: google_chat, sandbox: true, limits: none}]",
            Map.of());
  }

  @AfterAll
  static void close() {
    hub.close();
  }

  @Test
  void messages_arrive_today_and_long_after_the_first_token_has_ended() {
    hub.until(say("spaces/HUB", "Good *morning*"), "sent");
    hub.clock.forward(Duration.ofHours(5));
    hub.until(say("spaces/HUB", "Good night"), "sent");

    assertThat(hub.received("spaces/HUB"))
        .extracting(m -> m.get("text"))
        .containsExactly("Good *morning*", "Good night");
  }

  @Test
  void a_silence_that_google_asks_for_is_kept() {
    fault(Map.of("mode", "rate_limit", "retry_after", 2));
    String id = say("spaces/LATER", "x");
    TestHub.until("it waits", () -> "rate_limit".equals(hub.message(id).get("waiting_for")));
    hub.delete("/sandbox/api/faults");
    hub.clock.forward(Duration.ofSeconds(3));

    assertThat(hub.until(id, "sent")).containsEntry("attempts", 1);
  }

  @Test
  void a_server_that_fails_is_tried_again_and_gets_one_message() {
    fault(Map.of("mode", "server_error"));
    String id = say("spaces/AGAIN", "once");
    TestHub.until(
        "it was tried", () -> hub.message(id).get("attempts") instanceof Integer n && n > 0);
    hub.delete("/sandbox/api/faults");
    hub.clock.forward(Duration.ofMinutes(1));

    hub.until(id, "sent");
    assertThat(hub.received("spaces/AGAIN"))
        .filteredOn(m -> "once".equals(m.get("text")))
        .hasSize(1);
  }

  private static void fault(Map<String, Object> more) {
    Map<String, Object> fault = new java.util.HashMap<>(more);
    fault.putAll(Map.of("platform", "google_chat", "rate", 1));
    assertThat(hub.put("/sandbox/api/faults", fault).status()).isEqualTo(200);
  }

  private static String say(String space, String text) {
    return String.valueOf(
        hub.send("autonomous", space, text, Map.of("platform", "google_chat")).text("id"));
  }
}
