package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A platform that is away, and comes back. */
class OutageTest {
  private static final int LANES = 20;
  private static final int EACH = 5;

  @Test
  void tenMinutesDownEndByThemselvesInOrderWithNothingDeadLettered() {
    try (TestHub hub = TestHub.unlimited()) {
      fault(hub, "server_error");
      List<String> ids = say(hub);
      TestHub.until("the breaker is open", () -> "open".equals(flow(hub).get("breaker")));
      theOutageIsVisible(hub, ids);

      pass(hub, Duration.ofMinutes(10));
      assertThat(
              hub.sql("update proactive_messages set status = status where status <> 'approved'"))
          .isZero();
      // Ten calls open it, as many again may be in flight, and a probe goes each minute at most.
      assertThat(tries(hub, ids)).isBetween(12, 45);
      behave(hub);
      TestHub.until(
          "all have arrived",
          () -> {
            hub.clock.forward(Duration.ofMillis(500));
            return arrived(hub) == LANES * EACH;
          });

      ids.forEach(id -> hub.until(id, "sent"));
      for (int lane = 0; lane < LANES; lane++) {
        assertThat(hub.received("C0OUT" + lane))
            .extracting(m -> m.get("text"))
            .containsExactly("n0", "n1", "n2", "n3", "n4");
      }
      TestHub.until(
          "the end is written", () -> !audited(hub, "connection.breaker_closed").isEmpty());
      assertThat(audited(hub, "connection.breaker_opened")).hasSize(1);
      assertThat(audited(hub, "connection.breaker_closed")).hasSize(1);
      assertThat(flow(hub)).containsEntry("breaker", "closed").containsEntry("breaker_until", null);
      assertThat(health(hub)).doesNotContain("DEGRADED");
      assertThat(hub.sql("update breakers set why = why")).isZero();
    }
  }

  @Test
  void aHubThatStartsAmidAnOutageFindsTheBreakerOpen() {
    try (TestHub hub = TestHub.unlimited()) {
      fault(hub, "server_error");
      List<String> ids = say(hub);
      TestHub.until("it is written", () -> hub.sql("update breakers set why = why") == 1);
      assertThat(hub.sql("update breakers set until = until + interval '1 hour'")).isEqualTo(1);

      // The pretended platform begins anew with the hub, and answers.
      hub.restart();
      TestHub.until("the connection is owned", () -> "open".equals(flow(hub).get("breaker")));
      int before = tries(hub, ids);
      say(hub);
      assertThat(tries(hub, ids)).isEqualTo(before);
      assertThat(arrived(hub)).isZero();

      hub.clock.forward(Duration.ofHours(2));
      TestHub.until(
          "all have arrived",
          () -> {
            hub.clock.forward(Duration.ofSeconds(1));
            return arrived(hub) == 2 * LANES * EACH;
          });
      assertThat(audited(hub, "connection.breaker_opened")).hasSize(1);
    }
  }

  @Test
  void refusedMessagesOpenNothing() {
    try (TestHub hub = TestHub.unlimited()) {
      fault(hub, "reject");
      for (int i = 0; i < 30; i++) {
        hub.send("autonomous", "C0REJ" + i, "n");
      }
      TestHub.until(
          "all are refused",
          () ->
              hub.sql("update proactive_messages set status = status where status = 'failed'")
                  == 30);

      assertThat(flow(hub)).containsEntry("breaker", "closed");
      assertThat((int) flow(hub).getOrDefault("concurrency", 0)).isGreaterThanOrEqualTo(8);
    }
  }

  private static void theOutageIsVisible(TestHub hub, List<String> ids) {
    TestHub.until("it is written", () -> hub.sql("update breakers set why = why") == 1);
    Map<String, Object> waiting =
        hub.get("/api/v1/messaging/proactive/" + ids.get(ids.size() - 1) + "/explain").body();
    assertThat(waiting).containsEntry("waiting_for", "breaker");
    assertThat(Instant.parse(String.valueOf(waiting.get("waiting_until"))))
        .isAfter(hub.clock.instant().minusSeconds(1));
    assertThat(health(hub)).contains("DEGRADED", "The platform of slack fails or is slow");
    assertThat(audited(hub, "connection.breaker_opened"))
        .singleElement()
        .satisfies(event -> assertThat(event.get("reason")).asString().contains("failed"));
    assertThat(flow(hub).get("concurrency_range"))
        .isEqualTo(Map.of("start", 8, "min", 2, "max", 16));
  }

  /** Passes the time in steps, between each of which the hub has its turn. */
  private static void pass(TestHub hub, Duration time) {
    Instant end = hub.clock.instant().plus(time);
    TestHub.until(
        "the time has passed",
        () -> {
          hub.clock.forward(Duration.ofSeconds(2));
          hub.get("/api/v1/queues");
          return hub.clock.instant().isAfter(end);
        });
  }

  private static List<String> say(TestHub hub) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < EACH; i++) {
      for (int lane = 0; lane < LANES; lane++) {
        ids.add(String.valueOf(hub.send("autonomous", "C0OUT" + lane, "n" + i).text("id")));
      }
    }
    return ids;
  }

  private static int arrived(TestHub hub) {
    return IntStream.range(0, LANES).map(lane -> hub.arrived("C0OUT" + lane)).sum();
  }

  private static int tries(TestHub hub, List<String> ids) {
    return ids.stream()
        .mapToInt(id -> hub.message(id).get("attempts") instanceof Integer count ? count : 0)
        .sum();
  }

  private static void fault(TestHub hub, String mode) {
    Map<String, Object> fault = Map.of("platform", "slack", "mode", mode, "rate", 1);
    assertThat(hub.put("/sandbox/api/faults", fault).status()).isEqualTo(200);
  }

  private static void behave(TestHub hub) {
    assertThat(hub.delete("/sandbox/api/faults").status()).isLessThan(300);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> flow(TestHub hub) {
    return hub.get("/api/v1/queues").items().stream()
        .filter(q -> "slack".equals(q.get("connection")) && q.get("flow") != null)
        .map(q -> (Map<String, Object>) q.get("flow"))
        .findFirst()
        .orElse(Map.of());
  }

  private static List<Map<String, Object>> audited(TestHub hub, String verb) {
    return hub.get("/api/v1/audit?subject=connection:slack&verb=" + verb).items();
  }

  private static String health(TestHub hub) {
    URI ready = URI.create("http://127.0.0.1:" + hub.managementPort + "/observe/health/ready");
    try {
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(ready).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
