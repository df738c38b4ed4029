package dev.caravan.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kill switch holds back, loses nothing, and lets go in order. */
class StopsTest {
  private static final String PATH = "/api/v1/governance/stops";
  private static TestHub hub;

  @BeforeAll
  static void open() {
    hub = TestHub.unlimited();
  }

  @AfterAll
  static void close() {
    hub.close();
  }

  @AfterEach
  void liftAll() {
    hub.get(PATH).items().forEach(stop -> hub.delete(PATH + "/" + stop.get("id")));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "all, -, C0ALL",
        "platform, slack, C0PLATFORM",
        "connection, slack, C0CONNECTION",
        "agent, autonomous, C0AGENT",
        "label, team=stops, C0LABEL",
        "label, team, C0ANYLABEL"
      })
  void aStopHoldsNewMessagesOfItsScopeUntilItIsLifted(
      String scope, String value, String recipient) {
    String stop = pull(scope, value, Map.of());

    List<String> ids = say(recipient, 20);
    assertThat(hub.message(ids.get(0)))
        .containsEntry("waiting_for", "stop")
        .extractingByKey("waiting_sentence")
        .asString()
        .contains("admin stopped", "A test");
    TestHub.Answer lifted = hub.delete(PATH + "/" + stop);

    assertThat(lifted.body()).containsEntry("will_go", 20);
    ids.forEach(id -> hub.until(id, "sent"));
    assertThat(texts(recipient)).isEqualTo(IntStream.range(0, 20).mapToObj(i -> "n" + i).toList());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "all, -, C0QALL",
        "agent, autonomous, C0QAGENT",
        "label, team=stops, C0QLABEL",
        "connection, slack, C0QCONNECTION"
      })
  void aStopHoldsWhatIsAlreadyQueued(String scope, String value, String recipient) {
    silence();
    List<String> ids = say(recipient, 10);
    String stop = pull(scope, value, Map.of());

    hub.clock.forward(Duration.ofSeconds(61));
    TestHub.until(
        "all wait for the stop",
        () -> ids.stream().allMatch(id -> "stop".equals(hub.message(id).get("waiting_for"))));
    assertThat(hub.received(recipient)).isEmpty();
    TestHub.Answer lifted = hub.delete(PATH + "/" + stop);

    assertThat(lifted.body()).containsEntry("will_go", 10);
    ids.forEach(id -> hub.until(id, "sent"));
    assertThat(texts(recipient)).isEqualTo(IntStream.range(0, 10).mapToObj(i -> "n" + i).toList());
  }

  @Test
  void aStopOfOneAgentLeavesTheOthersAlone() {
    pull("agent", "supervised", Map.of());

    hub.until(say("C0OTHERS", 1).get(0), "sent");
  }

  @Test
  void aLiftMayExpireWhatGrewOld() {
    String stop = pull("all", null, Map.of("on_lift", "expire_older_than", "older_than", "1h"));
    String old = say("C0TOOOLD", 1).get(0);
    hub.clock.forward(Duration.ofHours(2));
    String fresh = say("C0FRESH", 1).get(0);

    TestHub.Answer lifted = hub.delete(PATH + "/" + stop);

    assertThat(lifted.body()).containsEntry("will_go", 1).containsEntry("expired", 1);
    hub.until(old, "expired");
    hub.until(fresh, "sent");
    assertThat(hub.received("C0TOOOLD")).isEmpty();
  }

  @Test
  void what_a_stop_held_goes_in_its_order_however_much_it_is() {
    String stop = pull("label", "team=many", Map.of());
    String first = id(Map.of("labels", Map.of("team", "many")), "C0MANY");
    // As if thousands had come after it: the same row, each with a later id.
    hub.sql(
        "insert into proactive_messages select (jsonb_populate_record(p, jsonb_build_object('id',"
            + " overlay(overlay(p.id::text placing 'ffffffff' from 1) placing lpad(i::text, 12, '0') from 25),"
            + " 'content', i::text, 'recipient_id', 'C0MANY' || i % 7))).*"
            + " from proactive_messages p, generate_series(1, 1500) i where p.id = ?::uuid",
        first);

    hub.delete(PATH + "/" + stop);

    hub.until(first, "sent");
    TestHub.until(
        "all are sent",
        () ->
            hub.sql(
                    "update proactive_messages set sent_at = sent_at"
                        + " where recipient_id ~ '^C0MANY[0-6]$' and status = 'sent'")
                == 1500);
    for (int lane = 0; lane < 7; lane++) {
      assertThat(
              hub.received("C0MANY" + lane).stream()
                  .map(m -> Integer.parseInt(String.valueOf(m.get("text")))))
          .isSorted();
    }
  }

  @Test
  void aStopEndsByItselfAtItsTime() {
    String end = hub.clock.instant().plus(Duration.ofHours(1)).toString();
    pull("agent", "autonomous", Map.of("expires_at", end));
    String id = say("C0ENDS", 1).get(0);
    assertThat(hub.message(id)).containsEntry("waiting_for", "stop");

    hub.clock.forward(Duration.ofHours(2));

    hub.until(id, "sent");
    TestHub.until("it is gone from the list", () -> hub.get(PATH).items().isEmpty());
  }

  @Test
  void aStopThatEndsByItselfExpiresWhatGrewOldToo() {
    String end = hub.clock.instant().plus(Duration.ofHours(2)).toString();
    pull(
        "agent",
        "autonomous",
        Map.of("expires_at", end, "on_lift", "expire_older_than", "older_than", "1h"));
    String id = say("C0ENDSOLD", 1).get(0);

    hub.clock.forward(Duration.ofHours(3));

    hub.until(id, "expired");
  }

  @Test
  void aMessageWhoseTimeRunsOutUnderAStopExpires() {
    String end = hub.clock.instant().plus(Duration.ofMinutes(1)).toString();
    pull("label", "team=late", Map.of());
    String deferred = id(Map.of("labels", Map.of("team", "late"), "expires_at", end), "C0EXPIRES1");
    silence();
    String queued = id(Map.of("expires_at", end), "C0EXPIRES2");
    pull("connection", "slack", Map.of());

    hub.clock.forward(Duration.ofMinutes(2));

    assertThat(hub.until(deferred, "expired")).containsEntry("error_reason", "expired");
    assertThat(hub.until(queued, "expired")).containsEntry("error_reason", "expired");
  }

  @Test
  void aStopIsAuditedAndNamesItsFaultsWhenItIsWronglyPulled() {
    String stop = pull("all", null, Map.of());
    assertThat(hub.get("/api/v1/audit?subject=stop:" + stop).items())
        .extracting(row -> row.get("verb"))
        .containsExactly("stop.pulled");

    assertThat(hub.post(PATH, Map.of("scope", "everything")).status()).isEqualTo(422);
    assertThat(hub.post(PATH, Map.of("scope", "agent", "reason", "x")).status()).isEqualTo(422);
    assertThat(hub.delete(PATH + "/00000000-0000-0000-0000-000000000000").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "platform, slak, platform_unknown, slack",
    "connection, slak, connection_unknown, slack",
    "agent, Autonomous, agent_unknown, autonomous",
    "agent, 00000000-0000-0000-0000-000000000000, agent_unknown, There is no agent"
  })
  void aStopOfWhatIsNotThereIsRefusedWithWhatIs(
      String scope, String value, String code, String told) {
    TestHub.Answer refused =
        hub.post(PATH, Map.of("scope", scope, "value", value, "reason", "A test"));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.response().body()).contains("\"field\":\"value\"", code, told);
    assertThat(hub.get(PATH).items()).isEmpty();
  }

  @Test
  void aStopOfAnAgentHoldsWhatItSaysAndHasQueuedUnderAnotherName() {
    String agent = hub.agent("AUTONOMOUS");
    String renamed = agent + "-renamed";
    silence();
    String queued = String.valueOf(hub.send(agent, "C0RENAMED", "Before").text("id"));
    hub.patch("/api/v1/agents/" + agent, Map.of("name", renamed));
    String stop = pull("agent", renamed, Map.of());
    hub.clock.forward(Duration.ofSeconds(61));

    String fresh = String.valueOf(hub.send(renamed, "C0RENAMED", "After").text("id"));

    TestHub.until(
        "both wait for the stop",
        () ->
            List.of(queued, fresh).stream()
                .allMatch(id -> "stop".equals(hub.message(id).get("waiting_for"))));
    assertThat(hub.received("C0RENAMED")).isEmpty();
    assertThat(hub.get(PATH).items().get(0))
        .containsEntry("value", renamed)
        .containsEntry("agent_id", hub.get("/api/v1/agents/" + renamed).text("id"));
    assertThat(hub.delete(PATH + "/" + stop).body()).containsEntry("will_go", 2);
    hub.until(queued, "sent");
    hub.until(fresh, "sent");
  }

  /** Slack falls silent for a minute, so that what is said stays queued. */
  private static void silence() {
    hub.put(
        "/sandbox/api/faults",
        Map.of("platform", "slack", "mode", "rate_limit", "rate", 1, "retry_after", 60));
    String id = id(Map.of(), "C0SILENCE");
    TestHub.until("the silence began", () -> queue().get("closed_until") != null);
    hub.delete("/sandbox/api/faults");
    TestHub.until(
        "it is taken back",
        () -> hub.delete("/api/v1/messaging/proactive/cancel/" + id).status() == 200);
  }

  private static String pull(String scope, @Nullable String value, Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>(Map.of("scope", scope, "reason", "A test"));
    if (value != null) {
      body.put("value", value);
    }
    body.putAll(more);
    TestHub.Answer pulled = hub.post(PATH, body);
    assertThat(pulled.status()).isEqualTo(201);
    return String.valueOf(pulled.text("id"));
  }

  private static List<String> say(String recipient, int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      TestHub.Answer sent =
          hub.send("autonomous", recipient, "n" + i, Map.of("labels", Map.of("team", "stops")));
      assertThat(sent.status()).isEqualTo(201);
      ids.add(String.valueOf(sent.text("id")));
    }
    return ids;
  }

  private static String id(Map<String, ?> more, String recipient) {
    return String.valueOf(hub.send("autonomous", recipient, "Hello", more).text("id"));
  }

  private static List<Object> texts(String recipient) {
    return hub.received(recipient).stream().map(m -> m.get("text")).toList();
  }

  private static Map<String, Object> queue() {
    return hub.get("/api/v1/queues").items().stream()
        .filter(q -> "slack".equals(q.get("connection")))
        .findFirst()
        .orElseThrow();
  }
}
