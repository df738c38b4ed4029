package dev.caravan.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.caravan.TestHub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Somebody says what became of a message whose end nobody saw. */
class InDoubtTest {
  private static final String PATH = "/api/v1/messaging/proactive/";
  private static final String CONNECTIONS =
      """
      connections:
        - {name: slack, platform: slack, sandbox: true, limits: none, default: true, responseTimeout: 1s}
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
    // Half of the last twenty calls may fail before the breaker opens; these are the other half.
    for (int i = 0; i < 3; i++) {
      hub.until(hub.send("autonomous", "C0WELL", "Hello").text("id"), "sent");
    }
  }

  @Test
  void an_id_that_no_message_of_the_platform_can_have_is_refused() {
    String id = unknown("autonomous", "C0OTHERID", Map.of());

    TestHub.Answer refused =
        settle(id, Map.of("as", "sent", "platform_message_id", "1700000000.1", "reason", "Seen."));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.response().body())
        .contains("message_id_form", "no message of Slack's", "C0123ABCD/1700000000.000100");
    assertThat(hub.message(id)).containsEntry("status", "unknown");
  }

  @Test
  void what_was_found_there_is_sent_under_the_name_it_has_there() {
    String id = unknown("autonomous", "C0FOUND", Map.of());

    TestHub.Answer settled =
        settle(id, Map.of("as", "sent", "platform_message_id", "C0FOUND/17.1", "reason", "Seen."));

    assertThat(settled.status()).as(settled.toString()).isEqualTo(200);
    assertThat(settled.body())
        .containsEntry("status", "sent")
        .containsEntry("platform_message_id", "C0FOUND/17.1")
        .containsEntry("error_reason", null);
    assertThat(trail(id)).contains("message.settled", "message.sent", "why=Seen.");
    assertThat(hub.arrived("C0FOUND")).isEqualTo(1);
  }

  @Test
  void what_was_not_found_there_is_failed_with_the_reason_that_was_given() {
    String id = unknown("autonomous", "C0LOST", Map.of());

    settle(id, Map.of("as", "failed", "reason", "Not there."));

    assertThat(hub.message(id))
        .containsEntry("status", "failed")
        .containsEntry("error_reason", "settled_by_human")
        .containsEntry("error_message", "Not there.");
  }

  @Test
  void a_resend_joins_the_tail_of_its_lane_and_is_marked() {
    String id = unknown("autonomous", "C0TAIL", Map.of());
    hub.post("/api/v1/connections/slack/pause", Map.of("reason", "For the test."));
    String later = String.valueOf(hub.send("autonomous", "C0TAIL", "later").text("id"));

    assertThat(settle(id, Map.of("as", "resend", "reason", "Nobody saw it.")).body())
        .containsEntry("status", "approved");
    hub.post("/api/v1/connections/slack/resume", Map.of());

    hub.until(id, "sent");
    hub.until(later, "sent");
    assertThat(hub.received("C0TAIL"))
        .extracting(m -> m.get("text"))
        .containsExactly("Hello", "later", "Hello");
    assertThat(hub.attempts(id)).extracting(a -> a.get("resend")).containsExactly(false, true);
    assertThat(trail(id)).contains("message.resent", "allowed_by=human");
  }

  @Test
  void a_resend_is_judged_again() {
    String agent = hub.agent("AUTONOMOUS");
    String id = unknown(agent, "C0DEMOTED", Map.of());
    hub.patch("/api/v1/agents/" + agent, Map.of("maturity", "INTERN", "reason", "A test"));

    settle(id, Map.of("as", "resend", "reason", "Again."));

    hub.until(id, "pending");
    assertThat(hub.arrived("C0DEMOTED")).isEqualTo(1);
    hub.post(PATH + "approve/" + id, Map.of());
    hub.until(id, "sent");
    assertThat(hub.arrived("C0DEMOTED")).isEqualTo(2);
    assertThat(hub.attempts(id)).last().satisfies(a -> assertThat(a).containsEntry("resend", true));
  }

  @Test
  void an_approval_holds_for_the_resend_of_what_was_approved() {
    fault("C0APPROVED");
    String id = String.valueOf(hub.send("intern", "C0APPROVED", "Hello").text("id"));
    hub.post(PATH + "approve/" + id, Map.of());
    hub.until(id, "unknown");
    behave();

    settle(id, Map.of("as", "resend", "reason", "Again."));

    hub.until(id, "sent");
  }

  @Test
  void of_several_parts_those_behind_the_one_that_was_found_go_out() {
    String id = unknown("autonomous", "C0PARTS", Map.of("content", "x".repeat(9_000)));
    int parts = hub.arrived("C0PARTS");
    assertThat(parts).isEqualTo(1);

    TestHub.Answer nameless = settle(id, Map.of("as", "sent", "reason", "Seen."));
    assertThat(nameless.status()).isEqualTo(422);
    assertThat(nameless.response().body()).contains("part 1 of", "platform_message_id");
    settle(id, Map.of("as", "sent", "platform_message_id", "C0PARTS/1.1", "reason", "Seen."));

    Map<String, Object> sent = hub.until(id, "sent");
    assertThat(sent.get("parts")).asString().contains("C0PARTS/1.1");
    assertThat(sent.get("parts")).asInstanceOf(LIST).hasSize(hub.arrived("C0PARTS"));
  }

  @Test
  void only_what_is_unknown_can_be_settled() {
    String id = String.valueOf(hub.send("autonomous", "C0CERTAIN", "Hello").text("id"));
    hub.until(id, "sent");

    TestHub.Answer refused = settle(id, Map.of("as", "failed", "reason", "No."));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.response().body()).contains("not_in_doubt", "The message is sent");
    assertThat(settle(UUID.randomUUID().toString(), Map.of("as", "sent", "reason", "x")).status())
        .isEqualTo(404);
  }

  @Test
  void what_was_not_to_go_so_late_is_not_sent_again() {
    String expires = hub.clock.instant().plus(Duration.ofHours(1)).toString();
    String id = unknown("autonomous", "C0LATE", Map.of("expires_at", expires));
    hub.clock.forward(Duration.ofHours(2));

    TestHub.Answer refused = settle(id, Map.of("as", "resend", "reason", "Again."));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.response().body()).contains("\"expired\"");
    assertThat(hub.message(id)).containsEntry("status", "unknown");
  }

  @Test
  void every_fault_of_a_settling_is_named() {
    String id = unknown("autonomous", "C0FAULTY", Map.of());

    assertThat(settle(id, Map.of("as", "gone", "colour", "red")).response().body())
        .contains("unknown_value", "sent, failed, resend", "'reason' is required", "colour");
    assertThat(
            settle(id, Map.of("as", "failed", "reason", "x", "platform_message_id", "1"))
                .response()
                .body())
        .contains("contradiction");
    assertThat(hub.message(id)).containsEntry("status", "unknown");
  }

  @Test
  void only_who_may_answer_for_messages_may_settle_them() {
    String id = unknown("autonomous", "C0ROLES", Map.of());
    String body = "{\"as\": \"failed\", \"reason\": \"No.\"}";

    for (String role : List.of("sender", "viewer")) {
      assertThat(
              hub.call("POST", PATH + id + "/settle", body, hub.key(role, null), Map.of()).status())
          .isEqualTo(403);
    }
    assertThat(
            hub.call("POST", PATH + id + "/settle", body, hub.key("approver", null), Map.of())
                .status())
        .isEqualTo(200);
  }

  /** A message that arrived, which its hub does not know. */
  private static String unknown(String agent, String recipient, Map<String, ?> more) {
    fault(recipient);
    TestHub.Answer sent = hub.send(agent, recipient, "Hello", more);
    assertThat(sent.status()).as(sent.toString()).isEqualTo(201);
    String id = String.valueOf(sent.text("id"));
    hub.until(id, "unknown");
    hub.delete("/sandbox/api/faults");
    return id;
  }

  private static void fault(String recipient) {
    hub.put(
        "/sandbox/api/faults",
        Map.of("platform", "slack", "mode", "reset", "rate", 1, "recipient_id", recipient));
  }

  private static TestHub.Answer settle(String id, Map<String, ?> body) {
    return hub.post(PATH + id + "/settle", body);
  }

  private static String trail(String id) {
    return String.valueOf(hub.message(id).get("audit"));
  }
}
