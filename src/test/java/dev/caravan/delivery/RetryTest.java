package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How long a failed send is repeated, as the hub and its connections say. */
class RetryTest {
  private static final String CONNECTIONS =
      """
      connections:
        - {name: slack, platform: slack, sandbox: true, limits: none, default: true}
        - {name: brief, platform: slack, sandbox: true, limits: none, retry: {attempts: 2, age: 0, longest: 1s}}
        - {name: loose, platform: slack, sandbox: true, limits: none, order: best_effort, retry: {first: 1h, longest: 1h}}
      """;
  private static TestHub hub;

  @BeforeAll
  static void open() {
    hub =
        TestHub.with(CONNECTIONS, Map.of("CARAVAN_RETRY_ATTEMPTS", "3", "CARAVAN_RETRY_AGE", "1h"));
  }

  @AfterAll
  static void close() {
    hub.close();
  }

  @AfterEach
  void behave() {
    hub.delete("/sandbox/api/faults");
  }

  @Test
  void a_connections_own_patience_ends_before_the_hubs() {
    fault("C0BRIEF");
    String id = say("brief", "C0BRIEF", "n0", Map.of());

    assertThat(hub.until(id, "dead")).containsEntry("attempts", 2);
    assertThat(hub.arrived("C0BRIEF")).isZero();
  }

  @Test
  void the_hubs_tries_alone_do_not_end_a_message_before_its_age() {
    fault("C0YOUNG");
    String id = say("slack", "C0YOUNG", "n0", Map.of());
    TestHub.until(
        "it was tried more often than it must be",
        () -> {
          hub.clock.forward(Duration.ofSeconds(10));
          return attempts(id) > 3;
        });
    assertThat(hub.message(id)).containsEntry("status", "approved");

    hub.clock.forward(Duration.ofHours(1));

    hub.until(id, "dead");
  }

  @Test
  void the_messages_own_end_comes_before_all_patience() {
    fault("C0EXPIRES");
    String expires = hub.clock.instant().plus(Duration.ofSeconds(30)).toString();
    String id = say("slack", "C0EXPIRES", "n0", Map.of("expires_at", expires));
    TestHub.until("it was tried", () -> attempts(id) > 0);

    hub.clock.forward(Duration.ofSeconds(40));

    assertThat(hub.until(id, "expired")).containsEntry("error_reason", "expired");
    behave();
    assertThat(hub.arrived("C0EXPIRES")).isZero();
  }

  @Test
  void where_order_is_a_best_effort_a_later_message_passes_one_that_waits() {
    fault("C0LOOSE");
    String first = say("loose", "C0LOOSE", "first", Map.of());
    TestHub.until("it waits for a later try", () -> attempts(first) > 0);
    behave();

    hub.until(say("loose", "C0LOOSE", "second", Map.of()), "sent");
    hub.clock.forward(Duration.ofHours(1));

    hub.until(first, "sent");
    assertThat(hub.received("C0LOOSE"))
        .extracting(m -> m.get("text"))
        .containsExactly("second", "first");
  }

  @Test
  void what_is_in_force_is_shown_for_each_connection() {
    List<Map<String, Object>> shown = hub.get("/api/v1/connections").items();

    assertThat(String.valueOf(shown.get(0).get("retry")))
        .contains("attempts=3", "age_seconds=3600.0");
    assertThat(String.valueOf(shown.get(1).get("retry"))).contains("attempts=2", "age_seconds=0.0");
    assertThat(shown)
        .extracting(c -> c.get("order"))
        .containsExactly("fifo", "fifo", "best_effort");
  }

  private static void fault(String recipient) {
    Map<String, Object> body =
        Map.of("platform", "slack", "mode", "server_error", "rate", 1, "recipient_id", recipient);
    assertThat(hub.put("/sandbox/api/faults", body).status()).isEqualTo(200);
  }

  private static String say(String connection, String recipient, String text, Map<String, ?> more) {
    Map<String, Object> body = TestHub.said("autonomous", recipient, text, more);
    body.put("connection", connection);
    TestHub.Answer sent = hub.post("/api/v1/messaging/proactive/send", body);
    assertThat(sent.status()).as(sent.toString()).isEqualTo(201);
    return String.valueOf(sent.text("id"));
  }

  private static int attempts(String id) {
    return hub.message(id).get("attempts") instanceof Integer count ? count : 0;
  }
}
