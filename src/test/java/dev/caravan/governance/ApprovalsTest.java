package dev.caravan.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.Crowd;
import dev.caravan.TestHub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A human answers for what an INTERN wants to say. */
class ApprovalsTest {
  private static final String PATH = "/api/v1/messaging/proactive/";
  private static TestHub hub;

  @BeforeAll
  static void open() {
    hub = TestHub.unlimited();
  }

  @AfterAll
  static void close() {
    hub.close();
  }

  @Test
  void anEditedApprovalSendsTheEditedTextAndKeepsBoth() {
    String id = held("C0EDIT", "The prise is 5", Map.of());

    TestHub.Answer approved =
        hub.post(PATH + "approve/" + id, Map.of("content", "The price is 5", "comment", "Typo"));

    assertThat(approved.status()).isEqualTo(200);
    hub.until(id, "sent");
    assertThat(hub.received("C0EDIT"))
        .singleElement()
        .satisfies(m -> assertThat(m).containsEntry("text", "The price is 5"));
    assertThat(hub.message(id))
        .extractingByKey("approvals")
        .asString()
        .contains("content_before=The prise is 5", "content_after=The price is 5", "comment=Typo");
    assertThat(hub.get("/api/v1/messaging/proactive/" + id + "/explain").text("answered"))
        .contains("approved it at")
        .endsWith("no hold keeps it back any more.");
  }

  @Test
  void aRejectionNeedsAReason() {
    String id = held("C0REJECT", "Hello", Map.of());

    assertThat(hub.post(PATH + "reject/" + id, Map.of()).status()).isEqualTo(422);
    TestHub.Answer rejected =
        hub.post(PATH + "reject/" + id, Map.of("rejection_reason", "Last week's figures"));

    assertThat(rejected.status()).isEqualTo(200);
    assertThat(rejected.body())
        .containsEntry("status", "rejected")
        .containsEntry("rejection_reason", "Last week's figures");
    assertThat(hub.received("C0REJECT")).isEmpty();
  }

  @Test
  void fiftyApproversGetOneYesFortyNineConflictsAndOneDelivery() {
    String id = held("C0FIFTY", "Hello", Map.of());
    List<String> keys = Crowd.of(10, i -> hub.key("approver", null));

    List<TestHub.Answer> answers =
        Crowd.of(
            50, i -> hub.call("POST", PATH + "approve/" + id, "{}", keys.get(i % 10), Map.of()));

    assertThat(answers).filteredOn(a -> a.status() == 200).hasSize(1);
    assertThat(answers)
        .filteredOn(a -> a.status() == 409)
        .hasSize(49)
        .allSatisfy(
            a ->
                assertThat(a.text("detail"))
                    .matches(".* key:approver-\\d+ approved it at 2.*Z\\."));
    hub.until(id, "sent");
    assertThat(hub.received("C0FIFTY")).hasSize(1);
  }

  @Test
  void onlyAnAdminAnswersInSomebodyElsesName() {
    String id = held("C0BEHALF", "Hello", Map.of());
    String body = "{\"approver_user_id\": \"carol\"}";

    assertThat(
            hub.call("POST", PATH + "approve/" + id, body, hub.key("approver", null), Map.of())
                .status())
        .isEqualTo(422);
    TestHub.Answer approved =
        hub.call("POST", PATH + "approve/" + id, body, "admin-token", Map.of());

    assertThat(approved.body()).containsEntry("approved_by", "carol");
    assertThat(hub.message(id))
        .extractingByKey("approvals")
        .asString()
        .contains("approver=admin", "on_behalf_of=carol");
  }

  @Test
  void anUnansweredMessageExpires() {
    String id = held("C0UNANSWERED", "Hello", Map.of());

    hub.clock.forward(Duration.ofHours(25));

    assertThat(hub.until(id, "expired")).containsEntry("error_reason", "approval_expired");
    assertThat(hub.post(PATH + "approve/" + id, Map.of()).status()).isEqualTo(409);
  }

  @Test
  void whatGrewTooOldWhileItWaitedIsNotSent() {
    String id = held("C0OLD", "Breaking", Map.of("max_age", "10m"));

    hub.clock.forward(Duration.ofMinutes(11));
    hub.post(PATH + "approve/" + id, Map.of());

    assertThat(hub.until(id, "expired")).containsEntry("error_reason", "too_old");
    assertThat(hub.received("C0OLD")).isEmpty();
  }

  @Test
  void anApprovalIsVoidOnceTheContentIsAnother() {
    String at = hub.clock.instant().plus(Duration.ofHours(1)).toString();
    String id = held("C0VOID", "Pay 5", Map.of("scheduled_for", at));
    hub.post(PATH + "approve/" + id, Map.of());
    hub.sql("update proactive_messages set content = 'Pay 500' where id = ?", UUID.fromString(id));

    hub.clock.forward(Duration.ofHours(2));

    assertThat(hub.until(id, "pending"))
        .extractingByKey("decision")
        .asString()
        .contains("approval_void");
    assertThat(hub.received("C0VOID")).isEmpty();
  }

  @Test
  void anApprovedMessageStillWaitsForAStopToBeLifted() {
    String id = held("C0STOPPED", "Hello", Map.of("labels", Map.of("team", "approvals")));
    TestHub.Answer stop =
        hub.post(
            "/api/v1/governance/stops",
            Map.of("scope", "label", "value", "team=approvals", "reason", "Wrong prices"));

    hub.post(PATH + "approve/" + id, Map.of());
    TestHub.until("it waits for the stop", () -> "stop".equals(hub.message(id).get("waiting_for")));
    hub.delete("/api/v1/governance/stops/" + stop.text("id"));

    hub.until(id, "sent");
  }

  private static String held(String recipient, String content, Map<String, ?> more) {
    TestHub.Answer held = hub.send("intern", recipient, content, more);
    assertThat(held.status()).isEqualTo(202);
    return String.valueOf(held.text("id"));
  }
}
