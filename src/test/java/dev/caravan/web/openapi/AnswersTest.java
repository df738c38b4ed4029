package dev.caravan.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import dev.caravan.store.Json;
import dev.caravan.web.openapi.Document.Described;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the hub really answers is what the document says: each status, each field. */
class AnswersTest {
  private static TestHub hub;
  private static Document document;
  private static Calls calls;
  private static String viewer;

  @BeforeAll
  static void start() {
    hub = TestHub.unlimited();
    document = Document.of(hub);
    calls = new Calls(hub);
    viewer = hub.key("viewer", null);
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  private static Stream<DynamicTest> each(Stream<Described> operations, Held held) {
    return operations
        .filter(o -> !o.id().equals("events"))
        .map(o -> DynamicTest.dynamicTest(o.named(), () -> held.hold(o)));
  }

  private interface Held {
    void hold(Described operation);
  }

  private static Stream<Described> documenting(String status) {
    return document.operations().stream().filter(o -> o.words().path("responses").has(status));
  }

  private static void held(Described operation, TestHub.Answer answer, int status) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    document.hold(operation, answer);
  }

  @TestFactory
  Stream<DynamicTest> theExampleWorks() {
    return each(
        document.operations().stream(),
        operation -> {
          TestHub.Answer answer = calls.call(operation);
          assertThat(answer.status()).as(answer.response().body()).isBetween(200, 299);
          document.hold(operation, answer);
          if (operation.id().equals("pull-stop")) {
            hub.delete(operation.path() + "/" + answer.text("id"));
          }
          if (operation.id().equals("drain-node")) {
            hub.delete(operation.path());
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> nobodyGetsInWithoutAKey() {
    return each(
        documenting("401"),
        operation ->
            held(
                operation,
                hub.call(operation.method(), Calls.lost(operation), null, null, Map.of()),
                401));
  }

  @TestFactory
  Stream<DynamicTest> whoMayNotIsToldSo() {
    String agent = hub.key("agent", "autonomous");
    return each(
        documenting("403"),
        operation -> {
          boolean viewerMay = operation.words().path("description").asText().contains("viewer");
          String key = viewerMay ? agent : viewer;
          held(
              operation,
              hub.call(operation.method(), Calls.lost(operation), null, key, Map.of()),
              403);
        });
  }

  @TestFactory
  Stream<DynamicTest> whatIsNotThereIsNotFound() {
    return each(
        documenting("404").filter(o -> o.path().contains("{id}")),
        operation ->
            held(
                operation,
                hub.call(
                    operation.method(),
                    Calls.lost(operation),
                    Calls.body(operation),
                    "admin-token",
                    Map.of()),
                404));
  }

  @TestFactory
  Stream<DynamicTest> aBodyIsJsonOfAnObject() {
    return each(
        document.operations().stream().filter(o -> o.words().has("requestBody")),
        operation -> {
          String path = calls.path(operation);
          held(operation, sent(operation, path, "{\"a\":", Map.of()), 400);
          held(operation, sent(operation, path, "{\"colour\": \"red\"}", Map.of()), 422);
          String large = "{\"a\": \"" + "x".repeat(1 << 20) + "\"}";
          held(operation, sent(operation, path, large, Map.of()), 413);
          if (operation.words().path("responses").has("415")) {
            Map<String, String> form = Map.of("Content-Type", "text/plain");
            held(operation, sent(operation, path, "colour=red", form), 415);
          }
        });
  }

  private static TestHub.Answer sent(
      Described operation, String path, String body, Map<String, String> headers) {
    return hub.call(operation.method(), path, body, "admin-token", headers);
  }

  @TestFactory
  Stream<DynamicTest> anUnknownParameterIsRefused() {
    return each(
        documenting("422").filter(o -> o.method().equals("GET")),
        operation ->
            held(
                operation,
                sent(operation, Calls.lost(operation) + "?colour=red", "{}", Map.of()),
                422));
  }

  @Test
  void everyWayOfAnsweringASubmission() {
    Described send = document.operation("send");
    held(send, hub.send("student", "C0GENERAL", "Denied"), 403);
    held(send, hub.send("autonmous", "C0GENERAL", "Nobody"), 422);
    TestHub.Answer rich = calls.rich();
    held(send, rich, 202);
    Described get = document.operation("get-message");
    held(get, hub.get(get.path().replace("{id}", String.valueOf(rich.text("id")))), 200);
    Described history = document.operation("history");
    held(history, hub.get(history.path() + "?limit=2&label=team%3Dfinance&status=pending"), 200);
    held(history, hub.get(history.path() + "?agent_id=nobody"), 422);
    Map<String, Object> dry =
        TestHub.said("autonomous", "C0GENERAL", "Dry", Map.of("dry_run", true));
    held(send, hub.post(send.path(), dry), 200);
    Map<String, String> twice =
        Map.of(
            "agent_id", "autonomous",
            "platform", "slack",
            "recipient_id", "C0GENERAL",
            "content", "Once",
            "dedup_key", "once");
    held(send, hub.post(send.path(), twice), 201);
    held(send, hub.post(send.path(), twice), 200);
  }

  @Test
  void oneCallTooManyIsToldSo() {
    Map<String, Object> limit = Map.of("count", 1, "per", "1d");
    Described create = document.operation("create-key");
    TestHub.Answer made =
        hub.post(create.path(), Map.of("name", "slow", "role", "viewer", "limit", limit));
    held(create, made, 201);
    Described queues = document.operation("queues");
    held(queues, hub.call("GET", queues.path(), null, made.text("key"), Map.of()), 200);
    held(queues, hub.call("GET", queues.path(), null, made.text("key"), Map.of()), 429);
    Described list = document.operation("list-keys");
    held(list, hub.get(list.path()), 200);
  }

  @Test
  void everyWayOfAnsweringABatch() {
    Described batch = document.operation("send-batch");
    List<Map<String, Object>> messages =
        List.of(
            TestHub.said("autonomous", "C0GENERAL", "Sent", Map.of()),
            TestHub.said("intern", "C0GENERAL", "Held", Map.of()),
            TestHub.said("student", "C0GENERAL", "Denied", Map.of()),
            TestHub.said("autonomous", "C0GENERAL", "Dry", Map.of("dry_run", true)),
            TestHub.said("nobody", "C0GENERAL", "Refused", Map.of()));
    held(batch, hub.post(batch.path(), Map.of("messages", messages)), 200);
  }

  @Test
  void whatIsToldOfDeadLetters() {
    calls.path(document.operation("get-dead-letter"));
    for (String id : List.of("list-dead-letters", "summarize-dead-letters")) {
      Described operation = document.operation(id);
      held(
          operation, hub.get(operation.path() + "?recipient_id=C0LETTER&reason=server_error"), 200);
      held(operation, hub.get(operation.path() + "?agent_id=nobody"), 422);
    }
    Described many = document.operation("replay-dead-letters");
    for (boolean dryRun : List.of(true, false)) {
      TestHub.Answer answer =
          hub.post(many.path(), Map.of("recipient_id", "C0LETTER", "dry_run", dryRun));
      held(many, answer, 200);
      assertThat(answer.items()).isNotEmpty();
    }
  }

  @Test
  void aConflictIsOne() {
    Described approve = document.operation("approve");
    String path = calls.path(approve);
    held(approve, hub.post(path, Map.of()), 200);
    held(approve, hub.post(path, Map.of("content", "Another")), 409);
    Described reject = document.operation("reject");
    String late = path.replace("approve", "reject");
    held(reject, hub.post(late, Map.of("rejection_reason", "Too late.")), 409);
    Described cancel = document.operation("cancel");
    String sent = calls.path(document.operation("get-message"));
    held(cancel, hub.delete(sent.replace("proactive/", "proactive/cancel/")), 409);
    Described replay = document.operation("replay-dead-letter");
    String letter = calls.path(replay);
    held(replay, hub.post(letter, Map.of("content", "Another")), 201);
    held(replay, hub.post(letter, Map.of()), 409);
    Described letters = document.operation("get-dead-letter");
    held(letters, hub.get(letter.replace("/replay", "")), 200);
    held(
        document.operation("discard-dead-letter"),
        hub.post(letter.replace("/replay", "/discard"), Map.of("reason", "Late.")),
        409);
    Described recall = document.operation("recall-message");
    String recalled = calls.path(recall);
    Map<String, String> why = Map.of("reason", "Wrong prices.");
    held(recall, hub.post(recalled, why), 200);
    held(recall, hub.post(recalled, why), 409);
    held(
        document.operation("edit-message"),
        hub.put(recalled.replace("recall", "content"), Map.of("content", "Again")),
        409);
    Described create = document.operation("create-agent");
    Map<String, String> taken = Map.of("name", "autonomous", "maturity", "INTERN");
    held(create, hub.post(create.path(), taken), 409);
    Described key = document.operation("create-key");
    Map<String, String> mira = Map.of("name", "mira", "role", "viewer");
    held(key, hub.post(key.path(), mira), 201);
    held(key, hub.post(key.path(), mira), 409);
    Described change = document.operation("change-agent");
    held(
        change,
        sent(change, calls.path(change), Json.write(Map.of("name", "autonomous")), Map.of()),
        409);
  }

  @Test
  void aConnectionThatIsNotThereIsNotFound() {
    for (String id : List.of("test-connection", "pause-connection", "resume-connection")) {
      Described operation = document.operation(id);
      held(operation, hub.post(Calls.lost(operation), Map.of("reason", "None.")), 404);
    }
  }

  @Test
  void theStreamCarriesEventsOfItsSchema() throws IOException, InterruptedException {
    Object newest = hub.get("/api/v1/audit?limit=1").items().get(0).get("id");
    long before = ((Number) Objects.requireNonNull(newest)).longValue();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.port + "/api/v1/events"))
            .header("Authorization", "Bearer admin-token")
            .header("Last-Event-ID", Long.toString(before))
            .build();
    hub.send("autonomous", "C0GENERAL", "Seen");
    hub.key("viewer", null);
    HttpResponse<Stream<String>> stream =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines());
    assertThat(stream.headers().firstValue("Content-Type")).hasValue("text/event-stream");
    try (Stream<String> lines = stream.body()) {
      List<String> events = lines.filter(l -> l.startsWith("data: ")).limit(2).toList();
      for (String event : events) {
        assertThat(
                document.faults(
                    Objects.requireNonNull(document.component("Event")),
                    Json.mapper().readTree(event.substring("data: ".length()))))
            .as(event)
            .isEmpty();
      }
      assertThat(events).anyMatch(e -> e.contains("message.approved"));
    }
    held(
        document.operation("events"),
        hub.call(
            "GET", "/api/v1/events", null, "admin-token", Map.of("Last-Event-ID", "yesterday")),
        422);
  }
}
