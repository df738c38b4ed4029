package dev.caravan.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import dev.caravan.store.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was sent is changed or taken back on its platform, by whoever may. */
class RevisionsTest {
  private static final String CONNECTIONS =
      """
      connections:
        - {name: slack, platform: slack, sandbox: true, default: true, limits: none, responseTimeout: 1s}
        - {name: telegram, platform: telegram, sandbox: true, default: true, limits: none, responseTimeout: 1s}
        - {name: signal, platform: signal, sandbox: true, default: true, limits: none}
        - {name: line, platform: line, sandbox: true, default: true, limits: none}
        - {name: discord, platform: discord, sandbox: true, default: true, limits: none}
        - {name: teams, platform: teams, sandbox: true, default: true, limits: none}
      """;
  private static final String PATH = "/api/v1/messaging/proactive/";
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
  @CsvSource({"slack, C0EDITED", "telegram, 4711", "signal, +15550100011"})
  void anEditChangesWhatThePlatformShowsAndBothTextsAreKept(String platform, String recipient) {
    String id = sent("autonomous", recipient, "The price is 50.", platform);

    TestHub.Answer edited = edit(id, "The price is 5.", "admin-token");

    assertThat(edited.status()).isEqualTo(200);
    assertThat(edited.body())
        .containsEntry("content", "The price is 5.")
        .containsEntry("status", "sent")
        .extractingByKey("edited_at")
        .isNotNull();
    assertThat(received(recipient))
        .singleElement()
        .satisfies(m -> assertThat(m).containsEntry("text", "The price is 5."))
        .satisfies(m -> assertThat(m.get("edited_at")).isNotNull());
    Map<String, Object> detail = hub.message(id);
    assertThat(detail)
        .extractingByKey("revisions")
        .asString()
        .contains("content_before=The price is 50.", "content_after=The price is 5.")
        .contains("deed=edit", "actor=admin", "comment=Typo", "outcome=sent");
    assertThat(detail)
        .extractingByKey("audit")
        .asString()
        .contains("message.edited", "fully_trusted")
        .doesNotContain("The price");
  }

  @ParameterizedTest
  @CsvSource({"slack, C0RECALLED", "telegram, 4712", "signal, +15550100012"})
  void aRecallTakesEveryPartBackOnce(String platform, String recipient) {
    String id = sent("autonomous", recipient, "A sentence. ".repeat(900).strip(), platform);
    assertThat(received(recipient)).hasSizeGreaterThan(1);

    TestHub.Answer recalled = recall(id, "admin-token");

    assertThat(recalled.status()).isEqualTo(200);
    assertThat(recalled.body())
        .containsEntry("status", "sent")
        .containsEntry("recalled_by", "admin")
        .containsEntry("recall_reason", "Wrong prices")
        .extractingByKey("recalled_at")
        .isNotNull();
    assertThat(received(recipient)).allSatisfy(m -> assertThat(m).containsEntry("deleted", true));
    assertThat(code(recall(id, "admin-token"), 409)).isEqualTo("already_recalled");
    assertThat(code(edit(id, "Again", "admin-token"), 409)).isEqualTo("already_recalled");
    assertThat(hub.message(id)).extractingByKey("audit").asString().contains("message.recalled");
  }

  @Test
  void aShorterTextTakesBackThePartsThatItDoesNotNeed() {
    String id = sent("autonomous", "C0SHORTER", "A sentence. ".repeat(900).strip(), "slack");

    assertThat(edit(id, "Short", "admin-token").status()).isEqualTo(200);

    List<Map<String, Object>> received = received("C0SHORTER");
    assertThat(received.get(0)).containsEntry("text", "Short").containsEntry("deleted", false);
    assertThat(received.subList(1, received.size()))
        .isNotEmpty()
        .allSatisfy(m -> assertThat(m).containsEntry("deleted", true));
    assertThat((List<?>) hub.message(id).get("parts")).hasSize(1);
  }

  @Test
  void aTextThatNeedsMoreMessagesThanWereSentIsRefused() {
    String id = sent("autonomous", "C0LONGER", "Short", "slack");

    TestHub.Answer refused = edit(id, "A sentence. ".repeat(900), "admin-token");

    assertThat(code(refused, 409)).isEqualTo("edit_too_long");
    assertThat(refused.text("detail")).contains("needs 3 messages", "but 1 were sent");
    assertThat(received("C0LONGER"))
        .singleElement()
        .satisfies(m -> assertThat(m).containsEntry("text", "Short"));
  }

  @ParameterizedTest
  @CsvSource({
    "slack, C0TWICE",
    "telegram, 4717",
    "signal, +15550100013",
    "discord, 290926798999357251",
    "teams, 19:edited@thread.tacv2"
  })
  void whatWasEditedIsFoundAgain(String platform, String recipient) {
    String id = sent("autonomous", recipient, "One", platform);

    assertThat(edit(id, "Two", "admin-token").status()).isEqualTo(200);
    assertThat(edit(id, "Three", "admin-token").status()).isEqualTo(200);
    assertThat(received(recipient).get(0)).containsEntry("text", "Three");
    assertThat(recall(id, "admin-token").status()).isEqualTo(200);
    assertThat(received(recipient).get(0)).containsEntry("deleted", true);
  }

  @Test
  void aPlatformThatCannotSaysSo() {
    String id = sent("autonomous", "U4af4980629000000000000000000cafe", "Hello", "line");

    TestHub.Answer refused = edit(id, "Changed", "admin-token");

    assertThat(code(refused, 409)).isEqualTo("edit_unsupported");
    assertThat(refused.text("detail")).contains("line cannot change what was sent");
    assertThat(code(recall(id, "admin-token"), 409)).isEqualTo("recall_unsupported");
  }

  @Test
  void thePlatformMayAlreadyShowTheText() {
    String id = sent("autonomous", "4713", "Hello", "telegram");

    assertThat(edit(id, "Hello", "admin-token").status()).isEqualTo(200);
  }

  @Test
  void theFormatMayChangeWithTheText() {
    String id = sent("autonomous", "C0FORMAT", "Now", "slack");
    String body = Json.write(Map.of("content", "**Now**", "format", "markdown"));

    TestHub.Answer edited = hub.call("PUT", PATH + id + "/content", body, "admin-token", Map.of());

    assertThat(edited.body()).containsEntry("format", "markdown");
    assertThat(received("C0FORMAT").get(0)).extractingByKey("raw").asString().contains("*Now*");
  }

  @Test
  void aStudentsEditIsDeniedWithTheDecision() {
    String agent = hub.agent("AUTONOMOUS");
    String id = sent(agent, "C0STUDENT", "Hello", "slack");
    demote(agent, "STUDENT");

    TestHub.Answer denied = edit(id, "Changed", "admin-token");

    assertThat(code(denied, 403)).isEqualTo("maturity_denied");
    assertThat(denied.body()).containsKey("decision");
    assertThat(received("C0STUDENT").get(0)).containsEntry("text", "Hello");
    assertThat(hub.message(id))
        .containsEntry("content", "Hello")
        .extractingByKey("audit")
        .asString()
        .contains("message.edit_denied");
  }

  @Test
  void anInternsEditIsAnApproversToMake() {
    String agent = hub.agent("AUTONOMOUS");
    String id = sent(agent, "C0INTERN", "Hello", "slack");
    demote(agent, "INTERN");

    TestHub.Answer refused = edit(id, "Changed", hub.key("sender", null));
    TestHub.Answer own = edit(id, "Changed", hub.key("agent", agent));
    TestHub.Answer approved = edit(id, "Changed", hub.key("approver", null));

    assertThat(code(refused, 409)).isEqualTo("needs_approval");
    assertThat(refused.text("detail")).contains("Ask an approver to make the same call");
    assertThat(code(own, 409)).isEqualTo("needs_approval");
    assertThat(approved.status()).isEqualTo(200);
    assertThat(received("C0INTERN").get(0)).containsEntry("text", "Changed");
    assertThat(hub.message(id))
        .extractingByKey("audit")
        .asString()
        .contains("message.edited", "approved_by_human");
  }

  @Test
  void anAgentsKeyChangesItsOwnMessagesAlone() {
    String agent = hub.agent("SUPERVISED");
    String key = hub.key("agent", agent);
    String own = sent(agent, "C0OWN", "Hello", "slack");
    String foreign = sent("autonomous", "C0FOREIGN", "Hello", "slack");

    assertThat(edit(own, "Changed", key).status()).isEqualTo(200);
    assertThat(recall(own, key).status()).isEqualTo(200);
    assertThat(edit(foreign, "Changed", key).status()).isEqualTo(404);
    assertThat(recall(foreign, key).status()).isEqualTo(404);
  }

  @Test
  void underAStopNothingIsEditedButMuchIsRecalled() {
    String agent = hub.agent("AUTONOMOUS");
    String id = sent(agent, "C0STOP", "Wrong", "slack");
    TestHub.Answer stop =
        hub.post(
            "/api/v1/governance/stops",
            Map.of("scope", "agent", "value", agent, "reason", "Wrong prices went out"));

    TestHub.Answer refused = edit(id, "Right", "admin-token");

    assertThat(code(refused, 409)).isEqualTo("not_now");
    assertThat(refused.text("detail")).contains("Wrong prices went out");
    assertThat(recall(id, "admin-token").status()).isEqualTo(200);
    hub.delete("/api/v1/governance/stops/" + stop.text("id"));
  }

  @Test
  void whatWasNotSentIsCancelledInstead() {
    String id = String.valueOf(hub.send("intern", "C0UNSENT", "Hello").text("id"));

    TestHub.Answer refused = recall(id, "admin-token");

    assertThat(code(refused, 409)).isEqualTo("not_sent");
    assertThat(refused.text("detail")).contains("DELETE /api/v1/messaging/proactive/cancel/" + id);
    assertThat(code(edit(id, "Changed", "admin-token"), 409)).isEqualTo("not_sent");
  }

  @Test
  void aPausedConnectionChangesNothing() {
    String id = sent("autonomous", "4714", "Hello", "telegram");
    hub.post("/api/v1/connections/telegram/pause", Map.of("reason", "It is being moved."));

    TestHub.Answer refused = recall(id, "admin-token");

    assertThat(code(refused, 409)).isEqualTo("connection_paused");
    assertThat(refused.text("detail")).contains("It is being moved.");
    hub.post("/api/v1/connections/telegram/resume", Map.of());
    assertThat(recall(id, "admin-token").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "rate_limit, 503, platform_limited, 7",
    "server_error, 503, platform_unavailable, 2",
    "reject, 409, platform_refused,"
  })
  void whatThePlatformDoesNotTakeChangesNothing(
      String mode, int status, String code, @Nullable String retryAfter) {
    String recipient = "C0NO" + mode.toUpperCase(java.util.Locale.ROOT).replace("_", "");
    String id = sent("autonomous", recipient, "Hello", "slack");
    fault(mode, recipient);

    TestHub.Answer refused = edit(id, "Changed", "admin-token");

    assertThat(code(refused, status)).isEqualTo(code);
    assertThat(refused.response().headers().firstValue("Retry-After").orElse(null))
        .isEqualTo(retryAfter);
    assertThat(hub.message(id)).containsEntry("content", "Hello").containsEntry("edited_at", null);
    behave();
    // A silence that the platform asked for binds whatever comes next.
    hub.clock.forward(Duration.ofSeconds(8));
    assertThat(edit(id, "Changed", "admin-token").status()).isEqualTo(200);
    assertThat(hub.message(id)).containsEntry("content", "Changed");
  }

  @ParameterizedTest
  @CsvSource({"timeout, slack, C0TIMEOUT", "reset, telegram, 4715"})
  void whatNobodySawTheEndOfIsToldAndMayBeRepeated(String mode, String platform, String recipient) {
    String id = sent("autonomous", recipient, "Hello", platform);
    hub.put(
        "/sandbox/api/faults",
        Map.of("platform", platform, "mode", mode, "rate", 1, "recipient_id", recipient));

    TestHub.Answer unknown = edit(id, "Changed", "admin-token");

    assertThat(code(unknown, 502)).isEqualTo("unknown_outcome");
    assertThat(received(recipient).get(0)).containsEntry("text", "Changed");
    assertThat(hub.message(id))
        .containsEntry("content", "Hello")
        .extractingByKey("audit")
        .asString()
        .contains("message.edit_unknown");
    behave();
    assertThat(edit(id, "Changed", "admin-token").status()).isEqualTo(200);
    assertThat(hub.message(id)).containsEntry("content", "Changed");
  }

  @Test
  void aRecallOfWhatIsGoneAlreadyIsDone() {
    String id = sent("autonomous", "4716", "Hello", "telegram");
    hub.put("/sandbox/api/faults", Map.of("platform", "telegram", "mode", "timeout", "rate", 1));
    assertThat(code(recall(id, "admin-token"), 502)).isEqualTo("unknown_outcome");
    behave();

    assertThat(recall(id, "admin-token").status()).isEqualTo(200);
  }

  private static String sent(String agent, String recipient, String text, String platform) {
    TestHub.Answer sent = hub.send(agent, recipient, text, Map.of("platform", platform));
    assertThat(sent.status()).as(sent.response().body()).isEqualTo(201);
    hub.until(sent.text("id"), "sent");
    return String.valueOf(sent.text("id"));
  }

  private static List<Map<String, Object>> received(String recipient) {
    return hub.received(URLEncoder.encode(recipient, StandardCharsets.UTF_8));
  }

  private static TestHub.Answer edit(String id, String text, String key) {
    String body = Json.write(Map.of("content", text, "comment", "Typo"));
    return hub.call("PUT", PATH + id + "/content", body, key, Map.of());
  }

  private static TestHub.Answer recall(String id, String key) {
    String body = Json.write(Map.of("reason", "Wrong prices"));
    return hub.call("POST", PATH + id + "/recall", body, key, Map.of());
  }

  private static String code(TestHub.Answer answer, int status) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    List<?> errors = (List<?>) answer.body().getOrDefault("errors", List.of());
    return String.valueOf(((Map<?, ?>) errors.get(0)).get("code"));
  }

  private static void demote(String agent, String maturity) {
    assertThat(
            hub.patch(
                    "/api/v1/agents/" + agent, Map.of("maturity", maturity, "reason", "For a test"))
                .status())
        .isEqualTo(200);
  }

  private static void fault(String mode, String recipient) {
    assertThat(
            hub.put(
                    "/sandbox/api/faults",
                    Map.of(
                        "platform",
                        "slack",
                        "mode",
                        mode,
                        "rate",
                        1,
                        "retry_after",
                        7,
                        "recipient_id",
                        recipient))
                .status())
        .isEqualTo(200);
  }
}
