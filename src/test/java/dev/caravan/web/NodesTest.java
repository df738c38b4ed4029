package dev.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two hubs on one database, of which the first, which owns everything, is taken out of work. */
class NodesTest {
  private static final String NODES = "/api/v1/nodes";
  private static final String DRAIN = NODES + "/self/drain";

  private static TestHub first;
  private static TestHub second;

  @BeforeAll
  static void open() {
    first = TestHub.unlimited();
    second = first.beside(TestHub.UNLIMITED);
  }

  @AfterAll
  static void close() {
    second.close();
    first.close();
  }

  @BeforeEach
  void theFirstOwnsBoth() {
    first.delete(DRAIN);
    second.post(DRAIN, Map.of());
    TestHub.until("the first owns both", () -> owners(first).equals(Set.of(name(first))));
    second.delete(DRAIN);
  }

  @Test
  void underLoadADrainedNodesConnectionsGoToTheOtherAndNothingIsLostOrUnknown() throws Exception {
    ConcurrentLinkedQueue<String> accepted = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<Integer> refusals = new ConcurrentLinkedQueue<>();
    AtomicBoolean going = new AtomicBoolean(true);
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int caller = i;
      Thread thread =
          new Thread(
              () -> {
                for (int n = 0; going.get(); n++) {
                  TestHub asked = n % 2 == 0 ? first : second;
                  TestHub.Answer answer = asked.send("autonomous", "C0LOAD" + caller, "n" + n);
                  if (answer.status() == 201) {
                    accepted.add(String.valueOf(answer.text("id")));
                  } else {
                    refusals.add(answer.status());
                  }
                }
              });
      thread.start();
      callers.add(thread);
    }
    TestHub.until("some load", () -> accepted.size() > 100);

    TestHub.Answer drained = first.post(DRAIN, Map.of());
    assertThat(drained.status()).isEqualTo(200);
    assertThat(drained.body())
        .containsEntry("draining", true)
        .containsEntry("remaining", 0)
        .containsEntry("released", List.of("slack", "telegram"));
    TestHub.until("the second owns both", () -> owners(second).equals(Set.of(name(second))));
    int before = accepted.size();
    TestHub.until("the second goes on", () -> accepted.size() > before + 50);
    going.set(false);
    for (Thread caller : callers) {
      caller.join();
    }

    TestHub.until("all arrive", () -> arrived() >= accepted.size());
    assertThat(arrived()).isEqualTo(accepted.size());
    assertThat(refusals).isNotEmpty().containsOnly(503);
    assertThat(second.get("/api/v1/messaging/proactive/history?status=unknown").items()).isEmpty();
    assertThat(second.get("/api/v1/dead-letters").items()).isEmpty();
  }

  @Test
  void aDrainedNodeTakesNothingIsNotReadyAndAnswersEverythingElse() throws Exception {
    assertThat(ready(first)).isEqualTo(200);
    first.post(DRAIN + "?wait=5s", Map.of());

    TestHub.Answer refused =
        first.send("autonomous", "C0LATE", "Hello", Map.of("priority", "critical"));
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.response().body()).contains("\"draining\"");
    assertThat(refused.response().headers().firstValue("Retry-After")).hasValue("5");
    assertThat(ready(first)).isEqualTo(503);
    assertThat(ready(second)).isEqualTo(200);
    assertThat(first.get("/api/v1/queues").status()).isEqualTo(200);
    assertThat(second.send("autonomous", "C0LATE", "Hello").status()).isEqualTo(201);
  }

  @Test
  void aNodeThatWorksAgainTakesMessagesAndOwnsWhatTheOtherGivesUp() throws Exception {
    first.post(DRAIN, Map.of());
    TestHub.until("the second owns both", () -> owners(first).equals(Set.of(name(second))));

    TestHub.Answer undrained = first.delete(DRAIN);
    assertThat(undrained.body()).containsEntry("draining", false);
    assertThat(ready(first)).isEqualTo(200);
    second.post(DRAIN, Map.of());
    TestHub.until("the first owns both", () -> owners(first).equals(Set.of(name(first))));
    first.until(first.send("autonomous", "C0AGAIN", "Hello").text("id"), "sent");
  }

  @Test
  void everyNodeIsListedByEveryNode() {
    first.post(DRAIN, Map.of());
    TestHub.until(
        "the second owns both",
        () -> List.of("slack", "telegram").equals(told(second, "connections")));

    assertThat(second.get(NODES).items())
        .extracting(n -> n.get("id"))
        .containsExactlyInAnyOrder(name(first), name(second));
    TestHub.until("it is told", () -> Boolean.TRUE.equals(told(first, "draining")));
    assertThat(told(first, "connections")).isEqualTo(List.of());
    assertThat(told(first, "self")).isEqualTo(false);
    assertThat(told(second, "self")).isEqualTo(true);
    assertThat(told(second, "draining")).isEqualTo(false);
    assertThat(second.get(NODES).items())
        .allSatisfy(
            n -> assertThat(n).containsEntry("alive", true).doesNotContainEntry("since", null));
  }

  /** What the second node says of one. */
  private static @Nullable Object told(TestHub hub, String field) {
    return second.get(NODES).items().stream()
        .filter(n -> name(hub).equals(n.get("id")))
        .findFirst()
        .orElseThrow()
        .get(field);
  }

  @Test
  void aRestartEndsADrain() throws Exception {
    first.post(DRAIN, Map.of());
    first.restart();

    assertThat(ready(first)).isEqualTo(200);
    TestHub.until(
        "it is told",
        () ->
            second.get(NODES).items().stream()
                .noneMatch(n -> Boolean.TRUE.equals(n.get("draining"))));
  }

  @Test
  void onlyAnAdminMayAndTheTrailKeepsWhoDid() {
    String sender = second.key("sender", null);
    assertThat(second.call("POST", DRAIN, null, sender, Map.of()).status()).isEqualTo(403);
    assertThat(second.call("GET", NODES, null, sender, Map.of()).status()).isEqualTo(200);
    assertThat(second.call("POST", DRAIN + "?wait=31s", null, "admin-token", Map.of()).status())
        .isEqualTo(422);
    assertThat(second.call("DELETE", DRAIN, null, "admin-token", Map.of()).status()).isEqualTo(200);
    List<String> before = trail();

    second.post(DRAIN, Map.of());
    second.post(DRAIN, Map.of());
    second.delete(DRAIN);
    assertThat(trail().subList(0, 2)).containsExactly("node.undrained", "node.drained");
    assertThat(trail()).hasSize(before.size() + 2);
  }

  private static List<String> trail() {
    return second.get("/api/v1/audit?subject=node:" + name(second)).items().stream()
        .map(act -> String.valueOf(act.get("verb")))
        .toList();
  }

  private static int arrived() {
    int all = 0;
    for (int i = 0; i < 4; i++) {
      all += first.arrived("C0LOAD" + i) + second.arrived("C0LOAD" + i);
    }
    return all;
  }

  private static String name(TestHub hub) {
    return "node-" + hub.port;
  }

  private static Set<String> owners(TestHub asked) {
    Set<String> owners = new TreeSet<>();
    asked
        .get("/api/v1/queues")
        .items()
        .forEach(q -> owners.add(String.valueOf(q.get("owner_node"))));
    return owners;
  }

  private static int ready(TestHub hub) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + hub.managementPort + "/observe/health/ready"))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }
}
