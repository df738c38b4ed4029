package dev.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.caravan.Crowd;
import dev.caravan.TestHub;
import dev.caravan.store.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What was said can be found again. */
class HistoryTest {
  private static final String PATH = "/api/v1/messaging/proactive/";
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
  void pagesHoldEachMessageOnceNewestFirst() {
    Crowd.of(25, i -> say("intern", "C0PAGES", 10));

    List<String> ids = walk(PATH + "history?recipient_id=C0PAGES&limit=100", "admin-token");

    assertThat(ids).hasSize(250).doesNotHaveDuplicates();
    assertThat(ids).isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(walk(PATH + "queue?agent_id=intern&limit=100", "admin-token"))
        .containsAll(ids)
        .isSorted();
  }

  @Test
  void anAgentsKeyWalksAllOfItsOwnMessagesAndNobodyElses() {
    String mine = hub.agent("INTERN");
    String other = hub.agent("INTERN");
    for (int i = 0; i < 6; i++) {
      say(mine, "C0MINE", 1);
      say(other, "C0MINE", 1);
    }
    String key = hub.key("agent", mine);

    assertThat(walk(PATH + "history?recipient_id=C0MINE&limit=4", key)).hasSize(6);
    assertThat(walk(PATH + "queue?limit=4", key)).hasSize(6);
  }

  @Test
  void historyIsFilteredByEveryNamedField() {
    String from = hub.clock.instant().toString();
    TestHub.Answer sent =
        hub.send(
            "autonomous", "C0FILTER", "Hello", Map.of("labels", Map.of("team", "red", "run", "7")));
    hub.until(sent.text("id"), "sent");
    hub.send("intern", "C0FILTER", "Hello", Map.of("labels", Map.of("team", "blue")));
    String only = Objects.requireNonNull(sent.text("id"));

    for (String filter :
        List.of(
            "agent_id=autonomous",
            "status=sent",
            "label=run",
            "label=team=red",
            "label=team%3Dred&platform=slack&connection=slack",
            "correlation_id=" + sent.text("correlation_id"))) {
      assertThat(walk(PATH + "history?recipient_id=C0FILTER&" + filter, "admin-token"))
          .as(filter)
          .containsExactly(only);
    }
    String later = hub.clock.instant().plus(Duration.ofMinutes(1)).toString();
    assertThat(walk(PATH + "history?recipient_id=C0FILTER&from=" + from, "admin-token")).hasSize(2);
    assertThat(walk(PATH + "history?recipient_id=C0FILTER&from=" + later, "admin-token")).isEmpty();
    assertThat(walk(PATH + "history?recipient_id=C0FILTER&to=" + from, "admin-token")).isEmpty();
    assertThat(walk(PATH + "queue?label=team=blue", "admin-token")).hasSize(1);
    assertThat(walk(PATH + "queue?label=team=red", "admin-token")).isEmpty();
  }

  @Test
  void aCorrelationIdComesFromTheHeaderAndIsInTheTrail() {
    TestHub.Answer sent =
        hub.call(
            "POST",
            PATH + "send",
            Json.write(TestHub.said("autonomous", "C0CORRELATED", "Hello", Map.of())),
            "admin-token",
            Map.of("X-Correlation-Id", "order-4711"));

    assertThat(sent.body()).containsEntry("correlation_id", "order-4711");
    hub.until(sent.text("id"), "sent");
    assertThat(hub.get("/api/v1/audit?subject=message:" + sent.text("id")).items())
        .extracting(row -> row.get("correlation_id"))
        .containsExactly("order-4711", "order-4711");
  }

  @Test
  void aMessageShowsItsTriesItsTrailAndWhatDecided() {
    TestHub.Answer sent =
        hub.send("supervised", "C0DETAIL", "Hello", Map.of("metadata", Map.of("a", List.of(1, 2))));
    Map<String, Object> message = hub.until(sent.text("id"), "sent");

    assertThat(message).extractingByKey("attempt_list", LIST).hasSize(1);
    assertThat(message).extractingByKey("audit", LIST).hasSize(2);
    assertThat(message).containsEntry("metadata", Map.of("a", List.of(1, 2)));
    assertThat(hub.get(PATH + sent.text("id") + "/explain").response().body())
        .contains("maturity_monitored", "\"rule\":\"maturity\"", "\"waiting_for\":null");
  }

  @Test
  void theTrailIsFilteredAndPaged() {
    String agent = hub.agent("INTERN");
    hub.patch("/api/v1/agents/" + agent, Map.of("maturity", "SUPERVISED", "reason", "Learnt"));
    String id = hub.get("/api/v1/agents/" + agent).text("id");

    List<Map<String, Object>> all = hub.get("/api/v1/audit?subject=agent:" + id).items();
    assertThat(all)
        .extracting(row -> row.get("verb"))
        .containsExactly("agent.promoted", "agent.created");
    assertThat(hub.get("/api/v1/audit?verb=agent.promoted&actor=admin").items())
        .allSatisfy(row -> assertThat(row).containsEntry("actor", "admin"));
    TestHub.Answer first = hub.get("/api/v1/audit?limit=1&subject=agent:" + id);
    TestHub.Answer second =
        hub.get("/api/v1/audit?limit=1&subject=agent:" + id + "&cursor=" + first.text("next"));
    assertThat(second.items()).containsExactly(all.get(1));
  }

  @Test
  void queuesShowWhatWaitsAndWhoOwnsTheConnection() {
    assertThat(hub.get("/api/v1/queues").items())
        .hasSize(2)
        .allSatisfy(
            queue ->
                assertThat(queue)
                    .containsEntry("owner_node", "node-" + hub.port)
                    .containsKeys(
                        "depth", "in_flight", "rate_per_second", "limits", "closed_until"));
  }

  private static int say(String agent, String recipient, int count) {
    for (int i = 0; i < count; i++) {
      assertThat(hub.send(agent, recipient, "n" + i).status()).isBetween(201, 202);
    }
    return count;
  }

  private static List<String> walk(String path, String key) {
    List<String> ids = new ArrayList<>();
    String cursor = "";
    do {
      TestHub.Answer page = hub.call("GET", path + cursor, null, key, Map.of());
      assertThat(page.status()).isEqualTo(200);
      page.items().forEach(m -> ids.add(String.valueOf(m.get("id"))));
      cursor = page.body().get("next") == null ? "" : "&cursor=" + page.text("next");
    } while (!cursor.isEmpty());
    return ids;
  }
}
