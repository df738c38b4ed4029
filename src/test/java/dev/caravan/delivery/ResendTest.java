package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done about a message that may have arrived; the far side counts what truly did. */
class ResendTest {
  private static final String CONNECTIONS =
      """
      connections:
        - {name: line, platform: line, sandbox: true, limits: none, recipientLimits: none, responseTimeout: 1s}
        - {name: slack, platform: slack, sandbox: true, limits: none, responseTimeout: 1s, default: true}
        - {name: blind, platform: slack, sandbox: true, limits: none, responseTimeout: 1s, onUnknown: resend}
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

  @AfterEach
  void behave() {
    hub.delete("/sandbox/api/faults");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "timeout"})
  void a_platform_that_knows_its_key_is_given_the_message_again_and_shows_it_once(String mode) {
    String user = user();
    fault("line", mode, user);
    String id = say("line", user, Map.of());
    TestHub.until("it was tried twice", () -> hub.attempts(id).size() >= 2);
    behave();
    hub.clock.forward(Duration.ofMinutes(1));

    hub.until(id, "sent");
    assertThat(hub.arrived(user)).isEqualTo(1);
    assertThat(hub.attempts(id).get(0)).containsEntry("resend", false);
    assertThat(hub.attempts(id)).last().satisfies(a -> assertThat(a).containsEntry("resend", true));
    assertThat(trail(id)).contains("message.resent", "allowed_by=key");
  }

  @Test
  void a_key_that_has_died_while_the_message_waited_is_not_used_again() {
    String user = user();
    fault("line", "reset", user);
    String id = say("line", user, Map.of("labels", Map.of("team", user)));
    TestHub.until("it is tried again", () -> !hub.attempts(id).isEmpty());
    Object stop =
        hub.post(
                "/api/v1/governance/stops",
                Map.of("scope", "label", "value", "team=" + user, "reason", "Wrong prices"))
            .text("id");
    hub.clock.forward(Duration.ofMinutes(10));
    TestHub.until("it left the outbox", () -> "stop".equals(hub.message(id).get("waiting_for")));
    behave();

    hub.clock.forward(Duration.ofHours(25));
    hub.delete("/api/v1/governance/stops/" + stop);

    assertThat(hub.until(id, "unknown")).containsEntry("error_reason", "key_expired");
    assertThat(hub.arrived(user)).isEqualTo(1);
  }

  @Test
  void a_connection_that_wants_it_is_given_the_message_again_marked_as_a_repeat() {
    fault("slack", "reset", "C0BLIND");
    String id = say("blind", "C0BLIND", Map.of());
    TestHub.until("it was tried twice", () -> hub.attempts(id).size() >= 2);
    behave();
    hub.clock.forward(Duration.ofMinutes(10));

    hub.until(id, "sent");
    assertThat(hub.arrived("C0BLIND")).isGreaterThanOrEqualTo(2).isEqualTo(hub.attempts(id).size());
    assertThat(hub.attempts(id)).last().satisfies(a -> assertThat(a).containsEntry("resend", true));
    assertThat(trail(id)).contains("message.resent", "allowed_by=on_unknown");
  }

  @Test
  void what_may_have_arrived_is_never_called_dead() {
    fault("slack", "reset", "C0FORLORN");
    String id = say("blind", "C0FORLORN", Map.of());
    TestHub.until("it may have arrived", () -> !hub.attempts(id).isEmpty());
    fault("slack", "reset", "C0FORLORN", 0);
    fault("slack", "server_error", "C0FORLORN");

    TestHub.until(
        "it is given up",
        () -> {
          hub.clock.forward(Duration.ofMinutes(10));
          return !"approved".equals(hub.message(id).get("status"));
        });

    assertThat(hub.message(id)).containsEntry("status", "unknown");
  }

  /** On a hub of its own: marks have the database's time, and the clock was moved in this one. */
  @Test
  void after_a_crash_the_key_decides_too() {
    try (TestHub fresh = TestHub.with(CONNECTIONS, Map.of())) {
      String user = user();
      String keyed = crashed(fresh, "line", user);
      String held = crashed(fresh, "slack", "C0CRASHED");

      fresh.until(held, "unknown");
      fresh.clock.forward(Duration.ofMinutes(1));
      fresh.until(keyed, "sent");
      assertThat(fresh.arrived(user)).isEqualTo(1);
      assertThat(fresh.arrived("C0CRASHED")).isZero();
      assertThat(fresh.message(held)).containsEntry("error_reason", "crashed_while_sending");
    }
  }

  /** A message that an earlier owner had in flight a minute ago. */
  private static String crashed(TestHub on, String connection, String recipient) {
    String path = "/api/v1/connections/" + connection;
    on.post(path + "/pause", Map.of("reason", "For the test."));
    String id = say(on, connection, recipient, Map.of());
    on.sql(
        "update outbox set state = 'sending', epoch = -1, sending_since = now() - interval '1 minute' where id = ?",
        UUID.fromString(id));
    on.post(path + "/resume", Map.of());
    return id;
  }

  private static String user() {
    return "U" + UUID.randomUUID().toString().replace("-", "");
  }

  private static void fault(String platform, String mode, String recipient) {
    fault(platform, mode, recipient, 1);
  }

  private static void fault(String platform, String mode, String recipient, int rate) {
    Map<String, Object> body =
        Map.of("platform", platform, "mode", mode, "rate", rate, "recipient_id", recipient);
    assertThat(hub.put("/sandbox/api/faults", body).status()).isEqualTo(200);
  }

  private static String say(String connection, String recipient, Map<String, ?> more) {
    return say(hub, connection, recipient, more);
  }

  private static String say(TestHub on, String connection, String recipient, Map<String, ?> more) {
    Map<String, Object> body = TestHub.said("autonomous", recipient, "Hello", more);
    body.remove("platform");
    body.put("connection", connection);
    TestHub.Answer sent = on.post("/api/v1/messaging/proactive/send", body);
    assertThat(sent.status()).as(sent.toString()).isEqualTo(201);
    return String.valueOf(sent.text("id"));
  }

  private static String trail(String id) {
    return String.valueOf(hub.message(id).get("audit"));
  }
}
