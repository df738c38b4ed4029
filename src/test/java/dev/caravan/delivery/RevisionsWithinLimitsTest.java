package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Edits and recalls use up what sends do. */
class RevisionsWithinLimitsTest {
  private static final String PATH = "/api/v1/messaging/proactive/";

  @Test
  void anEditTakesATokenAndWaitsInVainForNone() {
    try (TestHub hub = hub("limits: [{count: 3, per: 1h, burst: 3}], recipientLimits: none")) {
      String id = sent(hub, "C0EDIT");
      assertThat(edit(hub, id, "one").status()).isEqualTo(200);
      assertThat(edit(hub, id, "two").status()).isEqualTo(200);

      TestHub.Answer third = edit(hub, id, "three");

      assertThat(third.status()).isEqualTo(503);
      assertThat(third.response().body()).contains("platform_limited");
      assertThat(Integer.parseInt(third.response().headers().firstValue("Retry-After").orElse("0")))
          .isBetween(60, 3_600);
      assertThat(hub.message(id)).containsEntry("content", "two");
      // A send finds no token either; an hour later both go.
      String next = String.valueOf(hub.send("autonomous", "C0NEXT", "n").text("id"));
      hub.clock.forward(Duration.ofMinutes(61));
      hub.until(next, "sent");
      assertThat(edit(hub, id, "three").status()).isEqualTo(200);
    }
  }

  @Test
  void whatAnEditUsedUpOutlastsARestart() {
    try (TestHub hub = hub("limits: [{count: 2, per: 1h, burst: 2}], recipientLimits: none")) {
      String id = sent(hub, "C0EDIT");
      assertThat(edit(hub, id, "one").status()).isEqualTo(200);

      assertThat(hub.sql("update limit_uses set at = at")).isEqualTo(2);
    }
  }

  @Test
  void aSilenceThatAnEditIsAnsweredWithClosesTheConnection() {
    try (TestHub hub = hub("limits: none")) {
      String id = sent(hub, "C0EDIT");
      Map<String, Object> fault =
          Map.of("platform", "slack", "mode", "rate_limit", "rate", 1, "retry_after", 60);
      assertThat(hub.put("/sandbox/api/faults", fault).status()).isEqualTo(200);

      assertThat(edit(hub, id, "one").status()).isEqualTo(503);
      assertThat(closedUntil(hub)).isNotNull();
      hub.delete("/sandbox/api/faults");
      String next = String.valueOf(hub.send("autonomous", "C0NEXT", "n").text("id"));
      assertThat(hub.message(next)).containsEntry("waiting_for", "rate_limit");

      hub.clock.forward(Duration.ofSeconds(61));
      hub.until(next, "sent");
      assertThat(hub.message(next)).containsEntry("attempts", 1);
    }
  }

  @Test
  void whatGoesOnceMoreAsPlainTextCountsTwice() {
    try (TestHub hub =
        hub("telegram", "limits: [{count: 2, per: 1h, burst: 2}], recipientLimits: none")) {
      // This one refuses all markup.
      Map<String, Object> markdown = Map.of("platform", "telegram", "format", "markdown");
      hub.until(hub.send("autonomous", "406", "**bold** <b>", markdown).text("id"), "sent");

      Map<String, Object> plain = Map.of("platform", "telegram");
      String next = String.valueOf(hub.send("autonomous", "42", "n", plain).text("id"));
      assertThat(hub.message(next)).containsEntry("waiting_for", "rate_limit");
      hub.clock.forward(Duration.ofMinutes(61));
      hub.until(next, "sent");
    }
  }

  private static TestHub hub(String limits) {
    return hub("slack", limits);
  }

  private static TestHub hub(String platform, String limits) {
    return TestHub.with(
        "connections:\n  - {name: %s, platform: %s, sandbox: true, default: true, headroom: 1, %s}\n"
            .formatted(platform, platform, limits),
        Map.of());
  }

  private static String sent(TestHub hub, String recipient) {
    String id = String.valueOf(hub.send("autonomous", recipient, "zero").text("id"));
    hub.until(id, "sent");
    return id;
  }

  private static TestHub.Answer edit(TestHub hub, String id, String content) {
    return hub.put(PATH + id + "/content", Map.of("content", content));
  }

  private static @Nullable Object closedUntil(TestHub hub) {
    return hub.get("/api/v1/queues").items().get(0).get("closed_until");
  }
}
