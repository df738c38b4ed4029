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
  void toMentionEverybodyNeedsAGrantThatNobodyHasByDefault() {
    Map<String, Object> everyone = Map.of("mentions", List.of(Map.of("type", "everyone")));
    Map<String, Object> somebody =
        Map.of("mentions", List.of(Map.of("type", "user", "id", "U0ANNA")));
    String usual = hub.agent("AUTONOMOUS");
    String granted = with(Map.of("connection", "slack", "actions", List.of("send", "mention_all")));

    TestHub.Answer denied = hub.send(usual, "C0CROWD", "x", everyone);

    assertThat(denied.status()).isEqualTo(403);
    assertThat(denied.text("detail"))
        .contains(usual + " has no grant to mention_all on slack")
        .contains("PATCH /api/v1/agents/" + usual, "or mention nobody at large");
    assertThat(denied.response().body()).contains("\"code\":\"not_granted\"");
    assertThat(hub.send(usual, "C0CROWD", "x", somebody).status()).isEqualTo(201);
    assertThat(hub.send(granted, "C0CROWD", "x", everyone).status()).isEqualTo(201);
    assertThat(
            hub.send(granted, "C0CROWD", "x", Map.of("mentions", List.of(Map.of("type", "here"))))
                .status())
        .isEqualTo(201);
    assertThat(hub.get("/api/v1/agents/" + granted + "/capabilities").response().body())
        .contains("\"granted\":[\"mention_all\",\"send\"]");
  }

  @Test
  void aGrantToMentionEverybodyTakenAwayReachesWhatIsScheduled() {
    String agent = with(Map.of("actions", List.of("send", "schedule", "mention_all")));
    String at = hub.clock.instant().plus(Duration.ofHours(1)).toString();
    String id =
        hub.send(
                agent,
                "C0CROWDLATER",
                "x",
                Map.of("scheduled_for", at, "mentions", List.of(Map.of("type", "everyone"))))
            .text("id");

    hub.patch(
        "/api/v1/agents/" + agent,
        Map.of("grants", List.of(Map.of("actions", List.of("send", "schedule")))));
    hub.clock.forward(Duration.ofHours(2));

    assertThat(hub.until(id, "denied")).containsEntry("error_reason", "not_granted");
    assertThat(hub.arrived("C0CROWDLATER")).isZero();
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
