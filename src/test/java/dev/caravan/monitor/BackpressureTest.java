package dev.caravan.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import dev.caravan.store.Json;
import dev.caravan.web.Letters;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A hub that may hold ten messages, and holds thirteen: by every way in, low and normal wait. */
class BackpressureTest {
  private static final String M = "/api/v1/messaging/proactive";
  private static final int SEVERE = 13;
  private static final String REFUSED = "caravan_submissions_refused_total{priority=\"normal\"}";
  private static final String INBOX =
      """
      - route:
          id: bridge-inbox
          description: Each file of the folder is a message.
          from:
            id: bridge-inbox-from
            uri: file
            parameters:
              directoryName: "%s"
              delay: "100"
            steps:
              - to:
                  id: bridge-inbox-send
                  uri: direct
                  parameters:
                    name: send
      """;

  private static TestHub hub;

  @BeforeAll
  static void open() throws IOException {
    hub =
        TestHub.with(
            TestHub.UNLIMITED,
            Map.of(
                "CARAVAN_OPS_INTERVAL", "50",
                "CARAVAN_BACKPRESSURE_HIGH_WATER", "10",
                "CARAVAN_BACKPRESSURE_HEAP", "0"));
    hub.put(
        "/api/v1/contacts/bob",
        Map.of("addresses", List.of(Map.of("connection", "slack", "recipient_id", "U0BOB"))));
    hub.put("/api/v1/contacts/team", Map.of("members", List.of("bob")));
  }

  @AfterAll
  static void close() {
    hub.close();
  }

  @BeforeEach
  void fill() {
    hub.post("/api/v1/connections/slack/pause", Map.of("reason", "To fill the queue."));
    for (int i = 0; i < SEVERE; i++) {
      assertThat(say("high").status()).isEqualTo(201);
    }
    pressureIs(2);
  }

  @AfterEach
  void drain() {
    hub.post("/api/v1/connections/slack/resume", Map.of());
    pressureIs(0);
  }

  private static void pressureIs(int pressure) {
    TestHub.until(
        "the pressure is " + pressure,
        () -> Scrape.of(hub).get("caravan_backpressure") == pressure);
  }

  private static TestHub.Answer say(String priority) {
    return hub.send("autonomous", "C0FULL", "Hello", Map.of("priority", priority));
  }

  private static void refused(TestHub.Answer answer) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(503);
    assertThat(answer.response().body()).contains("\"backpressure\"", "messages are queued");
    assertThat(answer.response().headers().firstValue("Retry-After")).hasValue("30");
  }

  @Test
  void a_send_is_refused_unless_it_is_high_or_above() {
    refused(say("low"));
    refused(say("normal"));
    for (String taken : List.of("high", "urgent", "critical")) {
      assertThat(say(taken).status()).as(taken).isEqualTo(201);
    }
  }

  @Test
  void so_is_what_is_said_for_later() {
    String at = hub.clock.instant().plus(Duration.ofHours(1)).toString();

    refused(
        hub.post(
            M + "/schedule",
            TestHub.said("autonomous", "C0FULL", "Later", Map.of("scheduled_for", at))));
  }

  @Test
  void of_a_batch_each_answers_for_itself() {
    List<Map<String, Object>> messages =
        List.of(
            TestHub.said("autonomous", "C0FULL", "One", Map.of("priority", "low")),
            TestHub.said("autonomous", "C0FULL", "Two", Map.of("priority", "high")));
    TestHub.Answer answer = hub.post(M + "/send/batch", Map.of("messages", messages));

    assertThat(answer.items()).extracting(item -> item.get("status")).containsExactly(503, 201);
    assertThat(String.valueOf(answer.items().get(0))).contains("backpressure");
  }

  @Test
  void a_group_is_refused_as_a_whole() {
    Map<String, Object> group =
        Map.of("agent_id", "autonomous", "contact", "team", "content", "Hello");
    refused(hub.post(M + "/send", group));

    Map<String, Object> urgent = new HashMap<>(group);
    urgent.put("priority", "urgent");
    assertThat(hub.post(M + "/send", urgent).status()).isEqualTo(201);
  }

  @Test
  void a_dead_letter_stays_on_its_list() {
    hub.post("/api/v1/connections/slack/resume", Map.of());
    pressureIs(0);
    String letter = Letters.failed(hub, "autonomous", "C0LETTER", "Again");
    fill();

    refused(hub.post("/api/v1/dead-letters/" + letter + "/replay", Map.of()));
    TestHub.Answer many =
        hub.post("/api/v1/dead-letters/replay", Map.of("recipient_id", "C0LETTER"));
    assertThat(many.response().body()).contains("backpressure");
    assertThat(hub.get("/api/v1/dead-letters?recipient_id=C0LETTER").items()).hasSize(1);
  }

  @Test
  void what_a_site_s_own_route_says_is_refused_too() throws IOException {
    Path inbox = Files.createDirectories(hub.home.resolve("inbox")).toAbsolutePath();
    Path bridge = Files.createDirectories(hub.home.resolve("routes").resolve("bridge"));
    Files.writeString(bridge.resolve("inbox.camel.yaml"), INBOX.formatted(inbox));
    double before = Scrape.of(hub).get(REFUSED);

    Files.writeString(
        inbox.resolve("a.json"), Json.write(TestHub.said("autonomous", "C0FULL", "Hi", Map.of())));

    TestHub.until("it is refused", () -> Scrape.of(hub).get(REFUSED) > before);
    Files.deleteIfExists(inbox.resolve("a.json"));
  }

  @Test
  void a_repeat_is_answered_as_it_was_and_a_dry_run_as_ever() {
    hub.post("/api/v1/connections/slack/resume", Map.of());
    pressureIs(0);
    String body = Json.write(TestHub.said("autonomous", "C0FULL", "Once", Map.of()));
    Map<String, String> key = Map.of("Idempotency-Key", "once-" + System.nanoTime());
    TestHub.Answer first = hub.call("POST", M + "/send", body, "admin-token", key);
    fill();

    TestHub.Answer repeated = hub.call("POST", M + "/send", body, "admin-token", key);
    assertThat(repeated.status()).isEqualTo(201);
    assertThat(repeated.text("id")).isEqualTo(first.text("id"));
    assertThat(
            hub.send("autonomous", "C0FULL", "Dry", Map.of("dry_run", true, "priority", "low"))
                .status())
        .isEqualTo(200);
  }

  @Test
  void health_says_so_and_the_hub_stays_ready() throws Exception {
    assertThat(health("").body()).contains("DEGRADED", "messages are queued");
    assertThat(health("/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void its_begin_and_its_end_are_in_the_trail() {
    hub.post("/api/v1/connections/slack/resume", Map.of());
    pressureIs(0);

    List<Map<String, Object>> ended =
        hub.get("/api/v1/audit?verb=node.backpressure_ended&limit=1").items();
    List<Map<String, Object>> began =
        hub.get("/api/v1/audit?verb=node.backpressure_began&limit=1").items();
    assertThat(began).hasSize(1);
    assertThat(ended).hasSize(1);
    assertThat(began.get(0))
        .containsEntry("reason", "backpressure")
        .containsEntry("subject", "node:node-" + hub.port);
    assertThat(String.valueOf(began.get(0).get("detail"))).contains("pressure=high", "queued=");
  }

  @Test
  void once_the_queue_is_empty_everything_is_taken_again() {
    hub.post("/api/v1/connections/slack/resume", Map.of());
    pressureIs(0);

    assertThat(say("low").status()).isEqualTo(201);
  }

  private static HttpResponse<String> health(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + hub.managementPort + "/observe/health" + path))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
