package dev.caravan.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an agent may do where, besides its maturity. */
class GrantsTest {
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
  void sendingNeedsAGrantOnTheConnection() {
    String agent = with(Map.of("platform", "telegram", "actions", List.of("send")));

    assertThat(hub.send(agent, "C0GRANT", "x").status()).isEqualTo(403);
    assertThat(hub.send(agent, "42", "x", Map.of("platform", "telegram")).status()).isEqualTo(201);
  }

  @Test
  void schedulingAndButtonsNeedGrantsOfTheirOwn() {
    String agent = with(Map.of("connection", "slack", "actions", List.of("send")));
    String at = hub.clock.instant().plus(Duration.ofHours(1)).toString();
    Map<String, Object> button = Map.of("actions", List.of(Map.of("id", "ok", "label", "OK")));

    assertThat(hub.send(agent, "C0GRANT", "x").status()).isEqualTo(201);
    assertThat(hub.send(agent, "C0GRANT", "x", Map.of("scheduled_for", at)).status())
        .isEqualTo(403);
    TestHub.Answer denied = hub.send(agent, "C0GRANT", "x", button);
    assertThat(denied.status()).isEqualTo(403);
    assertThat(denied.text("detail")).contains("has no grant to buttons on slack");
  }

  @Test
  void aGrantTakenAwayReachesWhatIsScheduled() {
    String agent = with(Map.of("actions", List.of("send", "schedule")));
    String at = hub.clock.instant().plus(Duration.ofHours(1)).toString();
    String id = hub.send(agent, "C0TAKEN", "x", Map.of("scheduled_for", at)).text("id");

    hub.patch("/api/v1/agents/" + agent, Map.of("grants", List.of()));
    hub.clock.forward(Duration.ofHours(2));

    assertThat(hub.until(id, "denied")).containsEntry("error_reason", "not_granted");
  }

  @Test
  void capabilitiesSayWhatAnAgentMayDoWhere() {
    String agent = with(Map.of("platform", "telegram", "actions", List.of("send")));

    assertThat(hub.get("/api/v1/agents/" + agent + "/capabilities").response().body())
        .contains(
            "\"connection\":\"slack\",\"platform\":\"slack\",\"granted\":[],\"send\":\"denied\"")
        .contains("\"granted\":[\"send\"],\"send\":\"allowed\"");
  }

  private static String with(Map<String, ?> grant) {
    String agent = hub.agent("AUTONOMOUS");
    assertThat(hub.patch("/api/v1/agents/" + agent, Map.of("grants", List.of(grant))).status())
        .isEqualTo(200);
    return agent;
  }
}
