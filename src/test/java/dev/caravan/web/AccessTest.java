package dev.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import dev.caravan.store.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody passes without a valid key whose role may make the call. */
class AccessTest {
  private static final Path ROUTES = Path.of("src/main/resources/routes/api");
  private static final String NO_ID = "00000000-0000-7000-8000-000000000000";
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
  void everyRegisteredPathWithoutAKeyIsAnswered401() throws IOException {
    List<String[]> calls = calls();
    assertThat(calls).hasSizeGreaterThan(25);
    for (String[] call : calls) {
      for (String key : new String[] {null, "cvn_wrong", ""}) {
        TestHub.Answer answer = hub.call(call[0], call[1], null, key, Map.of());

        assertThat(answer.status()).as(String.join(" ", call)).isEqualTo(401);
        assertThat(answer.response().headers().firstValue("Content-Type"))
            .hasValue("application/problem+json");
        assertThat(answer.response().headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api/v1/events",
        "/sandbox/api/messages",
        "/sandbox/api/faults",
        "/observe/metrics",
        "/api/v1/../v1/keys",
        "//api/v1/keys",
        "/docs/../api/v1/keys",
        "/webhooks/../api/v1/keys",
        "/sandbox/slack/../../api/v1/keys",
        "/q/health",
        "/nothing"
      })
  void noOtherPathIsOpenEither(String path) {
    assertThat(hub.call("GET", path, null, null, Map.of()).status()).isEqualTo(401);
  }

  @Test
  void ofTheManagementPortOnlyHealthIsOpen() {
    assertThat(management("/observe/health", null)).isEqualTo(200);
    assertThat(management("/observe/health/ready", null)).isEqualTo(200);
    assertThat(management("/observe/health/live", null)).isEqualTo(200);
    assertThat(management("/observe/metrics", null)).isEqualTo(401);
    assertThat(management("/observe", null)).isEqualTo(401);
    assertThat(management("/observe/metrics", hub.key("sender", null))).isEqualTo(403);
    assertThat(management("/observe/metrics", "admin-token")).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    // method, path, and whether approver, sender, viewer, agent may
    "POST, /api/v1/messaging/proactive/send, y, y, n, y",
    "POST, /api/v1/messaging/proactive/schedule, y, y, n, y",
    "POST, /api/v1/messaging/proactive/send/batch, y, y, n, y",
    "POST, /api/v1/messaging/proactive/cancel, y, y, n, y",
    "GET, /api/v1/dead-letters, y, y, y, y",
    "GET, /api/v1/dead-letters/summary, y, y, y, y",
    "GET, /api/v1/dead-letters/{id}, y, y, y, y",
    "POST, /api/v1/dead-letters/{id}/replay, y, y, n, y",
    "POST, /api/v1/dead-letters/{id}/discard, y, y, n, y",
    "POST, /api/v1/dead-letters/replay, y, y, n, y",
    "POST, /api/v1/messaging/proactive/approve/{id}, y, n, n, n",
    "POST, /api/v1/messaging/proactive/reject/{id}, y, n, n, n",
    "POST, /api/v1/messaging/proactive/_send_scheduled, n, n, n, n",
    "DELETE, /api/v1/messaging/proactive/cancel/{id}, y, y, n, y",
    "PUT, /api/v1/messaging/proactive/{id}/content, y, y, n, y",
    "POST, /api/v1/messaging/proactive/{id}/recall, y, y, n, y",
    "GET, /api/v1/messaging/proactive/queue, y, y, y, y",
    "GET, /api/v1/messaging/proactive/history, y, y, y, y",
    "GET, /api/v1/messaging/proactive/{id}, y, y, y, y",
    "GET, /api/v1/messaging/proactive/{id}/explain, y, y, y, y",
    "POST, /api/v1/messaging/preview, y, y, y, y",
    "GET, /api/v1/platforms, y, y, y, y",
    "GET, /api/v1/recipients, y, y, y, n",
    "PUT, /api/v1/recipients, n, y, n, n",
    "POST, /api/v1/messaging/schedule/create, y, y, n, y",
    "POST, /api/v1/messaging/schedule/create/batch, y, y, n, y",
    "POST, /api/v1/messaging/schedule/parse-nl, y, y, y, y",
    "POST, /api/v1/messaging/schedule/_execute-due, n, n, n, n",
    "POST, /api/v1/messaging/schedule/{id}/pause, y, y, n, y",
    "POST, /api/v1/messaging/schedule/{id}/resume, y, y, n, y",
    "POST, /api/v1/messaging/schedule/{id}/run-now, y, y, n, y",
    "PUT, /api/v1/messaging/schedule/{id}, y, y, n, y",
    "PUT, /api/v1/messaging/schedule/by-key/daily, y, y, n, y",
    "DELETE, /api/v1/messaging/schedule/{id}, y, y, n, y",
    "GET, /api/v1/messaging/schedule/list, y, y, y, y",
    "GET, /api/v1/messaging/schedule/history/executions, y, y, y, y",
    "GET, /api/v1/messaging/schedule/{id}, y, y, y, y",
    "GET, /api/v1/calendars, y, y, y, y",
    "GET, /api/v1/calendars/none, y, y, y, y",
    "PUT, /api/v1/calendars/none, n, y, n, n",
    "DELETE, /api/v1/calendars/none, n, y, n, n",
    "GET, /api/v1/agents, y, y, y, y",
    "GET, /api/v1/agents/{id}, y, y, y, y",
    "GET, /api/v1/agents/{id}/capabilities, y, y, y, y",
    "POST, /api/v1/agents, n, n, n, n",
    "PUT, /api/v1/agents/by-key/{id}, n, n, n, n",
    "PATCH, /api/v1/agents/{id}, n, n, n, n",
    "DELETE, /api/v1/agents/{id}, n, n, n, n",
    "POST, /api/v1/keys, n, n, n, n",
    "GET, /api/v1/keys, n, n, n, n",
    "DELETE, /api/v1/keys/{id}, n, n, n, n",
    "POST, /api/v1/governance/stops, y, n, n, n",
    "GET, /api/v1/governance/stops, y, y, y, n",
    "DELETE, /api/v1/governance/stops/{id}, y, n, n, n",
    "GET, /api/v1/queues, y, y, y, n",
    "GET, /api/v1/routes, y, y, y, n",
    "GET, /api/v1/connections, y, y, y, n",
    "POST, /api/v1/connections/slack/test, n, n, n, n",
    "GET, /api/v1/audit, n, n, n, n",
    "GET, /api/v1/config, n, n, n, n"
  })
  void aRoleMayWhatTheTableSays(
      String method, String path, String approver, String sender, String viewer, String agent) {
    String[] roles = {"approver", "sender", "viewer", "agent"};
    String[] allowed = {approver, sender, viewer, agent};
    for (int i = 0; i < roles.length; i++) {
      String key = hub.key(roles[i], roles[i].equals("agent") ? "supervised" : null);
      String body = List.of("POST", "PUT", "PATCH").contains(method) ? "{}" : null;

      TestHub.Answer answer = hub.call(method, path.replace("{id}", NO_ID), body, key, Map.of());

      if (allowed[i].equals("y")) {
        assertThat(answer.status()).as(roles[i]).isNotIn(401, 403, 500);
      } else {
        assertThat(answer.status()).as(roles[i]).isEqualTo(403);
        assertThat(answer.response().body()).contains("role_insufficient");
      }
    }
  }

  @Test
  void aSendersKeyCannotApprove() {
    String held = hub.send("intern", "C0SENDER", "Hello").text("id");
    String path = "/api/v1/messaging/proactive/approve/" + held;

    TestHub.Answer refused = hub.call("POST", path, "{}", hub.key("sender", null), Map.of());
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("detail")).contains("one of the roles admin, approver (");
    assertThat(hub.message(held)).containsEntry("status", "pending");
  }

  @Test
  void anAgentsKeySpeaksAndReadsAsItselfAlone() {
    String key = hub.key("agent", "supervised");
    String foreign = hub.send("autonomous", "C0FOREIGN", "Hello").text("id");
    String path = "/api/v1/messaging/proactive/";

    assertThat(send(key, "supervised").status()).isEqualTo(201);
    assertThat(send(key, "autonomous").status()).isEqualTo(403);
    assertThat(call("GET", path + foreign, key)).isEqualTo(404);
    assertThat(call("GET", path + foreign + "/explain", key)).isEqualTo(404);
    assertThat(call("DELETE", path + "cancel/" + foreign, key)).isEqualTo(404);
    assertThat(call("GET", path + "history?agent_id=autonomous", key)).isEqualTo(403);
    assertThat(hub.call("GET", path + "history", null, key, Map.of()).items())
        .allSatisfy(m -> assertThat(m).containsEntry("agent_name", "supervised"));
  }

  @Test
  void nobodySpeaksAsTheHubItself() {
    TestHub.Answer sent = hub.send("hub", "C0HUB", "All is well. Trust me.");

    assertThat(sent.status()).isEqualTo(403);
    assertThat(sent.response().body()).contains("agent_reserved", "an agent of your own");
    assertThat(hub.arrived("C0HUB")).isZero();
  }

  @Test
  void neitherAHeaderNorAQueryParameterStandsInForThePathsId() {
    String id = hub.send("autonomous", "C0PATH", "Hello").text("id");
    String other = hub.send("autonomous", "C0PATH", "Hello").text("id");
    String path = "/api/v1/messaging/proactive/" + id;

    assertThat(hub.call("GET", path, null, "admin-token", Map.of("id", other + "")).body())
        .containsEntry("id", id);
    assertThat(hub.get(path + "?id=" + other).body()).containsEntry("id", id);
  }

  private static TestHub.Answer send(String key, String agent) {
    String body = Json.write(TestHub.said(agent, "C0ITSELF", "Hello", Map.of()));
    return hub.call("POST", "/api/v1/messaging/proactive/send", body, key, Map.of());
  }

  private static int call(String method, String path, String key) {
    return hub.call(method, path, null, key, Map.of()).status();
  }

  /** Every method and path of the REST files, with an id in place of each parameter. */
  private static List<String[]> calls() throws IOException {
    List<String[]> calls = new ArrayList<>();
    try (Stream<Path> files = Files.list(ROUTES)) {
      for (Path file : files.sorted().toList()) {
        String base = "";
        String method = "";
        for (String line : Files.readAllLines(file)) {
          Matcher verb = Pattern.compile("    (get|post|put|patch|delete):").matcher(line);
          Matcher root = Pattern.compile("    path: (.*)").matcher(line);
          Matcher item = Pattern.compile("      - (path: (.*)|id: .*)").matcher(line);
          if (verb.matches()) {
            method = verb.group(1).toUpperCase(Locale.ROOT);
          } else if (root.matches()) {
            base = root.group(1);
          } else if (item.matches()) {
            String path = base + (item.group(2) == null ? "" : item.group(2));
            calls.add(new String[] {method, path.replaceAll("\\{\\w+}", NO_ID)});
          }
        }
      }
    }
    return calls;
  }

  private static int management(String path, @org.jspecify.annotations.Nullable String key) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.managementPort + path));
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    try {
      return HttpClient.newHttpClient()
          .send(request.build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
