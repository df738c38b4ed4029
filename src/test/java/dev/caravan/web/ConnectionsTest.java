package dev.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The accounts that messages go through, and whether their credentials are any good. */
class ConnectionsTest {
  private static final String CONNECTIONS =
      TestHub.UNLIMITED
          + """
            - name: slack-wrong
              platform: slack
              sandbox: true
              credentials: {botToken: xoxb-not-ours, signingSecret: very-secret}
              limits: [{count: 5, per: 1s, burst: 2}]
              recipientLimits: none
            - name: telegram-away
              platform: telegram
              baseUrl: http://127.0.0.1:9
              credentials: {botToken: "1:A"}
            - name: telegram-proxied
              platform: telegram
              baseUrl: "http://user:pass@127.0.0.1:9/?key=k1"
              credentials: {botToken: "1:B"}
          """;
  private static final String PATH = "/api/v1/connections";
  private static TestHub hub;

  @BeforeAll
  static void open() {
    hub = TestHub.with(CONNECTIONS, Map.of());
  }

  @AfterAll
  static void close() {
    hub.close();
  }

  @Test
  void allAreListedWithoutTheirSecrets() {
    TestHub.Answer listed = hub.get(PATH);

    assertThat(listed.items())
        .extracting(c -> c.get("name"))
        .containsExactly("slack", "telegram", "slack-wrong", "telegram-away", "telegram-proxied");
    assertThat(listed.items().get(0))
        .containsEntry("platform", "slack")
        .containsEntry("sandbox", true)
        .containsEntry("default", true)
        .containsEntry("base_url", "http://127.0.0.1:" + hub.port + "/sandbox/slack")
        .containsEntry("limits", List.of())
        .containsEntry("paused", false)
        .containsEntry("owner_node", "node-" + hub.port);
    assertThat(listed.items().get(2))
        .containsEntry("credentials", List.of("botToken", "signingSecret"))
        .extractingByKey("limits")
        .isEqualTo(
            List.of(Map.of("scope", "connection", "count", 5, "per_seconds", 1.0, "burst", 2)));
    assertThat(listed.items().get(4)).containsEntry("base_url", "http://***@127.0.0.1:9/?***");
    assertThat(listed.response().body())
        .doesNotContain("xoxb-not-ours", "very-secret", "1:A", "1:B", "user:pass", "k1");
  }

  @Test
  void aGoodCredentialIsNamedByItsPlatform() {
    assertThat(test("slack").body())
        .containsEntry("connection", "slack")
        .containsEntry("ok", true)
        .containsEntry("reason", null)
        .extractingByKey("identity")
        .asString()
        .contains(" in ");
    assertThat(test("telegram").body()).containsEntry("ok", true);
    assertThat(test("telegram").text("identity")).startsWith("@");
    assertThat(((Number) test("slack").body().getOrDefault("took_ms", -1)).intValue())
        .isBetween(0, 10_000);
  }

  @Test
  void aWrongOneIsToldAndPausesNothing() {
    assertThat(test("slack-wrong").body())
        .containsEntry("ok", false)
        .containsEntry("identity", null)
        .containsEntry("reason", "credential_refused")
        .containsEntry("detail", "Slack refused: invalid_auth");
    assertThat(hub.get(PATH).items().get(2)).containsEntry("paused", false);
  }

  @Test
  void aPlatformThatIsNotThereIsTold() {
    assertThat(test("telegram-away").body())
        .containsEntry("ok", false)
        .containsEntry("reason", "connect_failed");
  }

  @Test
  void aPausedConnectionIsTestedToo() {
    hub.post(PATH + "/telegram/pause", Map.of("reason", "A test"));

    assertThat(hub.get(PATH).items().get(1))
        .containsEntry("paused", true)
        .containsEntry("paused_by", "admin")
        .containsEntry("paused_why", "A test");
    assertThat(test("telegram").body()).containsEntry("ok", true);
    assertThat(hub.post(PATH + "/telegram/resume", Map.of()).status()).isEqualTo(200);
    assertThat(hub.post(PATH + "/telegram/resume", Map.of()).status()).isEqualTo(409);
  }

  @Test
  void nothingIsPostedByATest() {
    test("slack");
    assertThat(hub.get("/sandbox/api/messages").body()).containsEntry("count", 0);
  }

  @Test
  void anUnknownNameIsAnsweredWithTheNearest() {
    TestHub.Answer unknown = test("slakc");

    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.text("detail")).contains("did you mean 'slack'?");
  }

  private static TestHub.Answer test(String name) {
    return hub.post(PATH + "/" + name + "/test", Map.of());
  }
}
