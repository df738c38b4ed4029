package dev.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import dev.caravan.store.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code "dry_run": true}: everything is said, and nothing is done. */
class DryRunTest {
  private static final String SEND = "/api/v1/messaging/proactive/send";
  private static final String LIMITED =
      """
      connections:
        - name: slack
          platform: slack
          sandbox: true
          limits: [{count: 100, per: 1h, burst: 50}]
          recipientLimits: [{count: 20, per: 1h, burst: 10}]
      """;
  private static TestHub hub;

  @BeforeAll
  static void open() {
    hub = TestHub.with(LIMITED, Map.of());
  }

  @AfterAll
  static void close() {
    hub.close();
  }

  @Test
  void it_answers_the_decision_the_rendering_and_the_limits() {
    TestHub.Answer dry = dry("autonomous", "C0DRY", Map.of("format", "markdown"));

    assertThat(dry.status()).isEqualTo(200);
    assertThat(dry.body()).containsEntry("status_would_be", "approved");
    assertThat(map(dry, "decision")).containsEntry("verdict", "allow");
    assertThat(map(dry, "rendering")).containsEntry("platform", "slack");
    assertThat(String.valueOf(map(dry, "rendering").get("parts")))
        .contains("channel=C0DRY", "text=*Hello*");
    assertThat(limits(dry))
        .extracting(l -> l.get("scope") + " " + l.get("count"))
        .containsExactly("connection 100", "recipient 20");
  }

  @Test
  void it_says_what_the_limits_still_allow() {
    TestHub.until(
        "the connection is owned",
        () -> limits(dry("autonomous", "C0LEFT", Map.of())).get(0).get("left") != null);
    TestHub.Answer before = dry("autonomous", "C0LEFT", Map.of());

    hub.until(hub.send("autonomous", "C0LEFT", "One").text("id"), "sent");
    hub.until(hub.send("autonomous", "C0LEFT", "Two").text("id"), "sent");

    TestHub.Answer after = dry("autonomous", "C0LEFT", Map.of());
    assertThat(left(before, 1) - left(after, 1)).isEqualTo(2);
    assertThat(left(after, 0)).isLessThan(left(before, 0));
    assertThat(left(dry("autonomous", "C0OTHER", Map.of()), 1)).isEqualTo(left(before, 1));
  }

  @Test
  void it_leaves_no_message_no_audit_row_and_nothing_at_the_platform() {
    Object trail = hub.get("/api/v1/audit?limit=1").items();
    Object history = hub.get("/api/v1/messaging/proactive/history?recipient_id=C0TRACE").items();

    for (String agent : List.of("autonomous", "intern", "student")) {
      assertThat(dry(agent, "C0TRACE", Map.of("dedup_key", "once")).status()).isEqualTo(200);
    }

    assertThat(hub.get("/api/v1/audit?limit=1").items()).isEqualTo(trail);
    assertThat(hub.get("/api/v1/messaging/proactive/history?recipient_id=C0TRACE").items())
        .isEqualTo(history)
        .isEmpty();
    TestHub.Answer meant = hub.send("autonomous", "C0TRACE", "Meant", Map.of("dedup_key", "once"));
    assertThat(meant.status()).isEqualTo(201);
    hub.until(meant.text("id"), "sent");
    assertThat(dry("autonomous", "C0TRACE", Map.of("dedup_key", "once")).response().body())
        .contains("Its dedup_key was used by " + meant.text("id") + ", which swallows until ");
  }

  @Test
  void it_uses_no_idempotency_key_up() {
    Map<String, String> key = Map.of("Idempotency-Key", "dry-then-meant");
    String dry = Json.write(said("autonomous", "C0KEYED", Map.of("dry_run", true)));
    String meant =
        Json.write(said("autonomous", "C0KEYED", Map.of("content", "Another", "labels", Map.of())));

    assertThat(hub.call("POST", SEND, dry, "admin-token", key).status()).isEqualTo(200);
    TestHub.Answer other = hub.call("POST", SEND, meant, "admin-token", key);
    assertThat(other.status()).isEqualTo(201);
    hub.until(other.text("id"), "sent");
  }

  @Test
  void it_says_who_would_have_to_approve_and_what_would_be_denied() {
    assertThat(dry("intern", "C0HELD", Map.of()).body())
        .containsEntry("status_would_be", "pending");

    TestHub.Answer denied = dry("student", "C0DENIED", Map.of());

    assertThat(denied.status()).isEqualTo(200);
    assertThat(denied.body()).containsEntry("status_would_be", "denied");
    assertThat(map(denied, "decision")).containsEntry("reason", "maturity_denied");
  }

  @Test
  void it_refuses_what_would_be_refused() {
    TestHub.Answer refused = dry("autonomous", "nobody at all", Map.of());

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.response().body()).contains("recipient_form");
  }

  @Test
  void a_schedule_can_be_tried_as_well() {
    String at = hub.clock.instant().plusSeconds(3_600).toString();

    TestHub.Answer dry =
        hub.post(
            "/api/v1/messaging/proactive/schedule",
            said("autonomous", "C0LATER", Map.of("scheduled_for", at, "dry_run", true)));

    assertThat(dry.status()).isEqualTo(200);
    assertThat(dry.body()).containsEntry("status_would_be", "approved");
  }

  private static TestHub.Answer dry(String agent, String recipient, Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("dry_run", true);
    return hub.post(SEND, said(agent, recipient, body));
  }

  private static Map<String, Object> said(String agent, String recipient, Map<String, ?> more) {
    return TestHub.said(agent, recipient, "**Hello**", more);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(TestHub.Answer answer, String field) {
    return (Map<String, Object>) Objects.requireNonNull(answer.body().get(field));
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> limits(TestHub.Answer answer) {
    return (List<Map<String, Object>>) Objects.requireNonNull(answer.body().get("limits"));
  }

  private static int left(TestHub.Answer answer, int limit) {
    return (Integer) Objects.requireNonNull(limits(answer).get(limit).get("left"));
  }
}
