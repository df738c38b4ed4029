package dev.caravan.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A message goes to its next target once its own connection is sick. */
class FailoverTest {
  private static final String PATH = "/api/v1/messaging/proactive/";
  private static final Duration AFTER = Duration.ofMinutes(2);
  private static final String CONNECTIONS =
      """
      connections:
        - {name: refused, platform: slack, sandbox: true, limits: none, credentials: {botToken: xoxb-wrong}}
        - {name: slack, platform: slack, sandbox: true, limits: none, default: true, responseTimeout: 1s}
        - {name: telegram, platform: telegram, sandbox: true, limits: none, recipientLimits: none}
        - {name: line, platform: line, sandbox: true, limits: none, recipientLimits: none}
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

  @Test
  void a_refused_credential_sends_it_on_at_once_and_the_history_shows_the_hop() {
    String id = say("autonomous", "refused", "C0REFUSED", telegram("7001"));

    Map<String, Object> sent = hub.until(id, "sent");

    assertThat(sent).containsEntry("connection", "telegram").containsEntry("recipient_id", "7001");
    assertThat(sent.get("hops"))
        .asString()
        .contains("connection=refused", "recipient_id=C0REFUSED", "reason=credential_refused");
    assertThat(sent.get("audit")).asString().contains("message.failed_over", "to=telegram");
    assertThat(hub.arrived("7001")).isEqualTo(1);
    assertThat(hub.arrived("C0REFUSED")).isZero();
  }

  @Test
  void a_contacts_message_goes_on_to_the_contacts_next_address() {
    hub.put(
        "/api/v1/contacts/oncall",
        Map.of(
            "addresses",
            List.of(
                Map.of("connection", "refused", "recipient_id", "C0CONTACT"),
                Map.of("connection", "refused", "recipient_id", "C0SAME"),
                Map.of("connection", "telegram", "recipient_id", "7010"))));

    TestHub.Answer said =
        hub.post(
            PATH + "send",
            Map.of("agent_id", "autonomous", "contact", "oncall", "content", "Hello"));

    assertThat(said.body()).containsEntry("recipient_id", "C0CONTACT");
    assertThat(hub.until(said.text("id"), "sent"))
        .containsEntry("connection", "telegram")
        .containsEntry("contact", "oncall");
    assertThat(hub.arrived("7010")).isEqualTo(1);
  }

  @Test
  void a_failing_connection_is_left_after_failover_after_and_not_before() {
    fault("server_error", "C0FAILS");
    String id = say("autonomous", "slack", "C0FAILS", telegram("7002"));
    TestHub.until("it was tried", () -> attempts(id) > 0);
    hub.clock.forward(AFTER.minusSeconds(30));
    TestHub.until("it was tried again", () -> attempts(id) > 1);
    assertThat(hub.message(id)).containsEntry("connection", "slack");

    hub.clock.forward(Duration.ofSeconds(31));

    assertThat(hub.until(id, "sent"))
        .containsEntry("connection", "telegram")
        .extractingByKey("hops")
        .asString()
        .contains("reason=server_error");
    behave();
    assertThat(hub.arrived("7002")).isEqualTo(1);
    hub.clock.forward(Duration.ofMinutes(10));
    hub.until(say("autonomous", "slack", "C0FAILS", Map.of()), "sent");
    assertThat(hub.arrived("C0FAILS")).isEqualTo(1);
  }

  @Test
  void a_target_that_governance_denies_is_passed_over() {
    String agent = hub.agent("AUTONOMOUS");
    grant(agent, "refused", "line");
    String user = "U" + UUID.randomUUID().toString().replace("-", "");
    List<Map<String, String>> targets =
        List.of(
            Map.of("connection", "telegram", "recipient_id", "7003"),
            Map.of("connection", "line", "recipient_id", user));

    String id = say(agent, "refused", "C0DENIED", failover(targets));

    assertThat(hub.until(id, "sent")).containsEntry("connection", "line");
    assertThat(hub.arrived("7003")).isZero();
    assertThat(hub.arrived(user)).isEqualTo(1);
  }

  @Test
  void where_governance_denies_every_target_it_stays_where_it_is() {
    String agent = hub.agent("AUTONOMOUS");
    grant(agent, "refused");

    String id = say(agent, "refused", "C0STAYS", telegram("7004"));

    TestHub.until("it is told", () -> trail(id).contains("message.failover_denied"));
    assertThat(hub.message(id))
        .containsEntry("status", "approved")
        .containsEntry("connection", "refused");
    assertThat(hub.arrived("7004")).isZero();
  }

  @Test
  void an_approval_covers_every_target_that_was_named() {
    String id = held("refused", "C0COVERED", telegram("7005"));

    hub.post(PATH + "approve/" + id, Map.of());

    assertThat(hub.until(id, "sent")).containsEntry("connection", "telegram");
    assertThat(hub.arrived("7005")).isEqualTo(1);
  }

  @Test
  void what_governance_holds_there_waits_for_a_human() {
    say("autonomous", "refused", "C0TRIGGER", Map.of());
    TestHub.until("its connection is paused", FailoverTest::paused);
    String agent = hub.agent("AUTONOMOUS");
    TestHub.Answer stop =
        hub.post(
            "/api/v1/governance/stops",
            Map.of("scope", "connection", "value", "telegram", "reason", "Not yet."));
    String id = say(agent, "refused", "C0HELD", telegram("7006"));
    hub.patch("/api/v1/agents/" + agent, Map.of("maturity", "INTERN", "reason", "A test"));

    hub.delete("/api/v1/governance/stops/" + stop.text("id"));

    assertThat(hub.until(id, "pending")).containsEntry("connection", "telegram");
    hub.post(PATH + "approve/" + id, Map.of());
    hub.until(id, "sent");
    assertThat(hub.arrived("7006")).isEqualTo(1);
    assertThat(hub.arrived("C0HELD")).isZero();
  }

  private static boolean paused() {
    return hub.get("/api/v1/connections").items().stream()
        .anyMatch(c -> "refused".equals(c.get("name")) && "hub".equals(c.get("paused_by")));
  }

  @Test
  void what_may_have_arrived_never_goes_elsewhere() {
    fault("reset", "C0DOUBT");
    String id = say("autonomous", "slack", "C0DOUBT", telegram("7007"));
    hub.until(id, "unknown");
    behave();
    fault("server_error", "C0DOUBT");
    hub.post(PATH + id + "/settle", Map.of("as", "resend", "reason", "Again."));
    TestHub.until("the resend failed", () -> attempts(id) > 1);

    hub.clock.forward(AFTER.multipliedBy(2));
    TestHub.until("and failed again", () -> attempts(id) > 3 || forward());

    assertThat(hub.message(id)).containsEntry("connection", "slack");
    assertThat(hub.arrived("7007")).isZero();
    assertThat(hub.arrived("C0DOUBT")).isEqualTo(1);
  }

  @Test
  void what_was_begun_is_ended_where_it_was_begun() {
    fault("server_error", "C0BEGUN");
    Map<String, Object> more = new HashMap<>(telegram("7008"));
    more.put("content", "x".repeat(9_000));
    hub.post("/api/v1/connections/slack/pause", Map.of("reason", "For the test."));
    String id = say("autonomous", "slack", "C0BEGUN", more);
    hub.sql(
        "update proactive_messages set parts = '[{\"platform_message_id\": \"C0BEGUN/1.1\", \"sent_at\": \"2026-03-01T12:00:00Z\"}]' where id = ?",
        UUID.fromString(id));
    hub.sql("update outbox set part = 1 where id = ?", UUID.fromString(id));
    hub.post("/api/v1/connections/slack/resume", Map.of());
    TestHub.until("it was tried", () -> attempts(id) > 0);

    hub.clock.forward(AFTER.multipliedBy(2));
    TestHub.until("and tried again", () -> attempts(id) > 2 || forward());

    assertThat(hub.message(id)).containsEntry("connection", "slack");
    assertThat(hub.arrived("7008")).isZero();
  }

  @Test
  void every_fault_of_a_fallback_is_named_at_submit() {
    List<Map<String, String>> targets =
        List.of(
            Map.of("connection", "slack", "recipient_id", "C0X"),
            Map.of("connection", "telegram", "recipient_id", "not a chat"),
            Map.of("connection", "nowhere", "recipient_id", "1"));
    Map<String, Object> body =
        TestHub.said("autonomous", "C0X", "Hello", Map.of("failover", targets));

    TestHub.Answer refused = hub.post(PATH + "send", body);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.response().body())
        .contains("failover[0].connection", "duplicate", "failover[1].recipient_id")
        .contains("failover[2].connection", "connection_unknown");
    assertThat(
            hub.send("autonomous", "C0X", "Hello", Map.of("failover_after", "5m"))
                .response()
                .body())
        .contains("contradiction");
    Map<String, Object> hasty = new HashMap<>(telegram("1"));
    hasty.put("failover_after", "1s");
    assertThat(hub.send("autonomous", "C0X", "Hello", hasty).response().body())
        .contains("out_of_range", "10s to 24h");
  }

  /** Lets the next try come; answers false, for it has not come yet. */
  private static boolean forward() {
    hub.clock.forward(Duration.ofMinutes(1));
    return false;
  }

  private static Map<String, Object> telegram(String recipient) {
    return failover(List.of(Map.of("platform", "telegram", "recipient_id", recipient)));
  }

  private static Map<String, Object> failover(List<Map<String, String>> targets) {
    return Map.of("failover", targets, "failover_after", "2m");
  }

  private static void grant(String agent, String... connections) {
    List<Map<String, Object>> grants =
        java.util.Arrays.stream(connections)
            .map(c -> Map.<String, Object>of("connection", c, "actions", List.of("send")))
            .toList();
    TestHub.Answer patched = hub.patch("/api/v1/agents/" + agent, Map.of("grants", grants));
    assertThat(patched.status()).as(patched.toString()).isEqualTo(200);
  }

  private static String held(String connection, String recipient, Map<String, ?> more) {
    return said("intern", connection, recipient, more, 202);
  }

  private static String say(
      String agent, String connection, String recipient, Map<String, ?> more) {
    return said(agent, connection, recipient, more, 201);
  }

  private static String said(
      String agent, String connection, String recipient, Map<String, ?> more, int status) {
    Map<String, Object> body = TestHub.said(agent, recipient, "Hello", more);
    body.put("connection", connection);
    TestHub.Answer sent = hub.post(PATH + "send", body);
    assertThat(sent.status()).as(sent.toString()).isEqualTo(status);
    return String.valueOf(sent.text("id"));
  }

  private static void fault(String mode, String recipient) {
    Map<String, Object> body =
        Map.of("platform", "slack", "mode", mode, "rate", 1, "recipient_id", recipient);
    assertThat(hub.put("/sandbox/api/faults", body).status()).isEqualTo(200);
  }

  private static int attempts(String id) {
    return hub.message(id).get("attempts") instanceof Integer count ? count : 0;
  }

  private static String trail(String id) {
    return String.valueOf(hub.message(id).get("audit"));
  }
}
