package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import dev.caravan.sandbox.FarSide;
import dev.caravan.sandbox.Tokens;
import dev.caravan.sandbox.Wanted;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A connection that has nothing but an incoming webhook, in a whole hub. */
class WebhookConnectionTest {

  @Test
  void aMessageGoesByItsWebhookAndNamesNoPart() {
    try (FarSide far = FarSide.start(0);
        TestHub hub = TestHub.with(connection(far, Tokens.SLACK_WEBHOOK), Map.of())) {
      String id = hub.send("autonomous", "C0ANY", "Hello <there>").text("id");

      assertThat(hub.until(id, "sent")).containsEntry("parts", List.of());
      assertThat(far.received().list(Wanted.ALL, 0, 10))
          .extracting(m -> m.arrival().text())
          .containsExactly("Hello <there>");
    }
  }

  @Test
  void aWebhookThatWasRemovedPausesItsConnection() {
    try (FarSide far = FarSide.start(0);
        TestHub hub =
            TestHub.with(connection(far, "services/T0SANDBOX/B0SANDBOX/old-one"), Map.of())) {
      hub.send("autonomous", "C0ANY", "Hello");

      TestHub.until(
          "the connection is paused",
          () -> hub.get("/api/v1/queues").response().body().contains("invalid_token"));
      assertThat(hub.get("/api/v1/connections").response().body()).doesNotContain("old-one");
      assertThat(hub.get("/api/v1/queues").response().body()).doesNotContain("old-one");
    }
  }

  private static String connection(FarSide far, String path) {
    return """
        connections:
          - name: slack
            platform: slack
            sandbox: true
            default: true
            limits: none
            credentials: {webhookUrl: "http://127.0.0.1:%d/sandbox/slack/%s"}
        """
        .formatted(far.port(), path);
  }
}
