package dev.caravan.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.Crowd;
import dev.caravan.TestHub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each recipient sees its own in order, whatever the far side makes of a fifth of the calls. */
class OrderTest {
  private static final int CALLERS = 10;

  @Test
  void fiftyRecipientsOfFortyMessagesEachSeeTheirsInOrder() {
    inOrder(50, 40);
  }

  @Test
  @Tag("crash")
  void andSoDoTwoHundredOfFiveHundred() {
    inOrder(200, 500);
  }

  private static void inOrder(int recipients, int messages) {
    try (FarSlack far = new FarSlack();
        TestHub hub = TestHub.with(connection(far.url()), Map.of())) {
      far.fault("rate_limit", 0.05);
      far.fault("server_error", 0.08);
      // A reset comes after the message was taken: it is unknown, held, and has arrived.
      far.fault("reset", 0.08);
      Crowd.of(
          CALLERS,
          caller -> {
            for (int n = 0; n < messages; n++) {
              for (int r = caller; r < recipients; r += CALLERS) {
                assertThat(hub.send("autonomous", "C0ORDER" + r, text(n)).status()).isEqualTo(201);
              }
            }
            return caller;
          });
      new Haste(hub, Duration.ofSeconds(1))
          .until("an empty outbox", Duration.ofHours(5), () -> drained(hub));
      List<String> all = IntStream.range(0, messages).mapToObj(OrderTest::text).toList();
      for (int r = 0; r < recipients; r++) {
        assertThat(far.texts("C0ORDER" + r)).containsExactlyElementsOf(all);
      }
      assertThat(ended(hub, "unknown")).isNotEmpty();
      for (String given : List.of("dead", "failed", "expired")) {
        assertThat(ended(hub, given)).as(given).isEmpty();
      }
      assertThat(
              hub.sql(
                  "update proactive_messages set updated_at = updated_at where attempt_count > 1"))
          .as("messages that were tried again")
          .isPositive();
    }
  }

  private static String text(int n) {
    return "n%05d".formatted(n);
  }

  /** One connection without limits to a far side. */
  static String connection(String url) {
    return """
        connections:
          - {name: slack, platform: slack, sandbox: true, default: true, limits: none, baseUrl: %s}
        """
        .formatted(url);
  }

  /** Whether nothing waits and nothing is in flight. */
  static boolean drained(TestHub hub) {
    Map<String, Object> queue = hub.get("/api/v1/queues").items().get(0);
    return Integer.valueOf(0).equals(queue.get("depth"))
        && Integer.valueOf(0).equals(queue.get("in_flight"));
  }

  /** Messages of a status, at most 500. */
  static List<Map<String, Object>> ended(TestHub hub, String status) {
    return hub.get("/api/v1/messaging/proactive/history?limit=500&status=" + status).items();
  }
}
