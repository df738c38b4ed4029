package dev.caravan.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every message is judged again at its time, by what its agent is then. */
class DemotionTest {
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
  void aChangeOfMaturityNeedsAReason() {
    String agent = hub.agent("AUTONOMOUS");

    TestHub.Answer refused = hub.patch("/api/v1/agents/" + agent, Map.of("maturity", "STUDENT"));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.response().body()).contains("\"field\":\"reason\"");
  }

  @Test
  void aChangeOfSomethingElseLeavesADemotionThatThisNodeHasNotHeardOf() {
    String agent = hub.agent("AUTONOMOUS");
    demoteUnheard(agent);

    TestHub.Answer changed = hub.patch("/api/v1/agents/" + agent, Map.of("max_load", 7));

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.body())
        .containsEntry("maturity", "STUDENT")
        .containsEntry("max_load", 7)
        .containsEntry("grants", List.of());
    assertThat(hub.send(agent, "C0UNHEARD", "Hello").status()).isEqualTo(403);
  }

  @Test
  void aPutOverADemotionThatThisNodeHasNotHeardOfNeedsAReason() {
    String agent = hub.agent("AUTONOMOUS");
    demoteUnheard(agent);

    TestHub.Answer put =
        hub.put("/api/v1/agents/by-key/" + agent, Map.of("maturity", "AUTONOMOUS"));

    assertThat(put.status()).isEqualTo(422);
    assertThat(put.response().body()).contains("\"field\":\"reason\"", "from STUDENT");
  }

  /** Another node has done so, whose clock goes so wrong that no look at what is new finds it. */
  private static void demoteUnheard(String agent) {
    int demoted =
        hub.sql(
            "update agents set maturity = 'STUDENT', grants = '[]', version = version + 1,"
                + " updated_at = '2001-01-01' where name = ?",
            agent);
    assertThat(demoted).isEqualTo(1);
  }

  @Test
  void whatADemotedStudentHadWaitingIsDeniedAtItsTimeWithTheReasonOnIt() {
    String agent = hub.agent("AUTONOMOUS");
    String id = later(agent, "C0DEMOTED", Duration.ofHours(1));

    demote(agent, "STUDENT");
    hub.clock.forward(Duration.ofHours(2));

    assertThat(hub.until(id, "denied"))
        .containsEntry("error_reason", "maturity_denied")
        .extractingByKey("error_message")
        .asString()
        .contains("STUDENT agents may not send");
    assertThat(hub.received("C0DEMOTED")).isEmpty();
  }

  @Test
  void whatARetiredAgentHadWaitingIsDeniedAtItsTime() {
    String agent = hub.agent("AUTONOMOUS");
    String id = later(agent, "C0RETIRED", Duration.ofHours(1));

    assertThat(hub.delete("/api/v1/agents/" + agent).status()).isEqualTo(200);
    hub.clock.forward(Duration.ofHours(2));

    assertThat(hub.until(id, "denied")).containsEntry("error_reason", "agent_retired");
    assertThat(hub.received("C0RETIRED")).isEmpty();
  }

  @Test
  void whatADemotedInternHadWaitingGoesBackToAHumanAndGoesOnceApproved() {
    String agent = hub.agent("AUTONOMOUS");
    String id = later(agent, "C0BACK", Duration.ofHours(1));

    demote(agent, "INTERN");
    hub.clock.forward(Duration.ofHours(2));
    assertThat(hub.until(id, "pending")).containsEntry("waiting_for", "approval");
    hub.post("/api/v1/messaging/proactive/approve/" + id, Map.of());

    hub.until(id, "sent");
    assertThat(hub.received("C0BACK")).hasSize(1);
  }

  @Test
  void aHumanHasTheWholeTimeForWhatComesBackLongAfterItWasSubmitted() {
    String agent = hub.agent("AUTONOMOUS");
    String id = later(agent, "C0LATE", Duration.ofDays(7));

    demote(agent, "INTERN");
    hub.clock.forward(Duration.ofDays(8));
    hub.until(id, "pending");
    hub.post("/api/v1/messaging/proactive/_send_scheduled", Map.of());
    TestHub.Answer approved = hub.post("/api/v1/messaging/proactive/approve/" + id, Map.of());

    assertThat(approved.status()).isEqualTo(200);
    hub.until(id, "sent");
  }

  @Test
  void aPromotionReachesWhatWaits() {
    String agent = hub.agent("AUTONOMOUS");
    String id = later(agent, "C0PROMOTED", Duration.ofHours(1));

    demote(agent, "STUDENT");
    demote(agent, "SUPERVISED");
    hub.clock.forward(Duration.ofHours(2));

    assertThat(hub.until(id, "sent")).containsEntry("agent_maturity_level", "AUTONOMOUS");
  }

  private static String later(String agent, String recipient, Duration in) {
    String at = hub.clock.instant().plus(in).toString();
    TestHub.Answer answer = hub.send(agent, recipient, "Later", Map.of("scheduled_for", at));
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.body()).containsEntry("waiting_for", "time");
    return String.valueOf(answer.text("id"));
  }

  private static void demote(String agent, String to) {
    TestHub.Answer changed =
        hub.patch("/api/v1/agents/" + agent, Map.of("maturity", to, "reason", "A test"));
    assertThat(changed.status()).isEqualTo(200);
  }
}
