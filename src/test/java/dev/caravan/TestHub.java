package dev.caravan;

import dev.caravan.store.Access;
import dev.caravan.store.Json;
import dev.caravan.wiring.Hub;
import dev.caravan.wiring.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A whole hub in the tests' JVM, with its own home, database, ports and clock, called over HTTP.
 */
public final class TestHub implements AutoCloseable {
  /** Two pretend connections without limits. */
  public static final String UNLIMITED =
      """
      connections:
        - {name: slack, platform: slack, sandbox: true, default: true, limits: none}
        - {name: telegram, platform: telegram, sandbox: true, default: true, limits: none}
      """;

  /** An upgrade to HTTP/2 without TLS was seen to end in a frame error at a large first answer. */
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public final MovedClock clock = new MovedClock();
  public final Path home;
  public final Access access;
  public final int port;
  public final int managementPort;
  private final Map<String, String> environment = new HashMap<>();
  private Hub hub;

  /** An answer: its status, and its JSON as an object. */
  public record Answer(int status, Map<String, Object> body, HttpResponse<String> response) {
    /** A field of the body as text. */
    public @Nullable String text(String field) {
      Object value = body.get(field);
      return value == null ? null : value.toString();
    }

    /** The items of a list. */
    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> items() {
      return (List<Map<String, Object>>) body.getOrDefault("items", List.of());
    }
  }

  private TestHub(String connections, Map<String, String> more, Access access) {
    try {
      home = Files.createTempDirectory(Files.createDirectories(Path.of("target", "homes")), "home");
      Files.writeString(home.resolve("connections.yaml"), connections);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.access = access;
    port = freePort();
    managementPort = freePort();
    environment.put("CARAVAN_HOME", home.toString());
    environment.put("CARAVAN_PORT", Integer.toString(port));
    environment.put("CARAVAN_MANAGEMENT_PORT", Integer.toString(managementPort));
    environment.put("CARAVAN_DATABASE_URL", access.url());
    environment.put("CARAVAN_DATABASE_USER", access.user());
    environment.put("CARAVAN_DATABASE_PASSWORD", access.password());
    environment.put("CARAVAN_ADMIN_TOKEN", "admin-token");
    environment.put("CARAVAN_NODE", "node-" + port);
    // What was being sent is the sooner in doubt.
    environment.put("CARAVAN_HTTP_CONNECT_TIMEOUT", "1000");
    environment.put("CARAVAN_HTTP_POOL_TIMEOUT", "500");
    environment.putAll(more);
    hub = start();
    speakers();
  }

  /** A hub makes agents to try only where nothing can leave it; tests speak as them everywhere. */
  private void speakers() {
    if (get("/api/v1/agents").items().stream().noneMatch(a -> "student".equals(a.get("name")))) {
      for (String maturity : List.of("STUDENT", "INTERN", "SUPERVISED", "AUTONOMOUS")) {
        String name = maturity.toLowerCase(Locale.ROOT);
        post("/api/v1/agents", Map.of("name", name, "maturity", maturity));
      }
    }
  }

  private Hub start() {
    Hub fresh = new Hub(Settings.load(environment), clock);
    fresh.start();
    return fresh;
  }

  /** A hub with two unlimited pretend connections on a database of its own. */
  public static TestHub unlimited() {
    return with(UNLIMITED, Map.of());
  }

  /** A hub with these connections and settings on a database of its own. */
  public static TestHub with(String connections, Map<String, String> more) {
    return new TestHub(connections, more, TestPostgres.empty());
  }

  /** A second hub on the database of this one. */
  public TestHub beside(String connections) {
    return new TestHub(connections, Map.of(), access);
  }

  /** Stops the hub and starts it again on the same home. */
  public void restart() {
    hub.stop();
    hub = start();
  }

  public Answer get(String path) {
    return call("GET", path, null, "admin-token", Map.of());
  }

  public Answer post(String path, Map<String, ?> body) {
    return call("POST", path, Json.write(body), "admin-token", Map.of());
  }

  public Answer put(String path, Map<String, ?> body) {
    return call("PUT", path, Json.write(body), "admin-token", Map.of());
  }

  public Answer patch(String path, Map<String, ?> body) {
    return call("PATCH", path, Json.write(body), "admin-token", Map.of());
  }

  public Answer delete(String path) {
    return call("DELETE", path, null, "admin-token", Map.of());
  }

  /** Sends a message as an agent to a recipient of the pretend Slack. */
  public Answer send(String agent, String recipient, String content) {
    return post(
        "/api/v1/messaging/proactive/send",
        Map.of(
            "agent_id", agent, "platform", "slack", "recipient_id", recipient, "content", content));
  }

  /** Sends as {@link #send}, with further fields of the submission. */
  public Answer send(String agent, String recipient, String content, Map<String, ?> more) {
    return post("/api/v1/messaging/proactive/send", said(agent, recipient, content, more));
  }

  /** The body of a submission to the pretend Slack. */
  public static Map<String, Object> said(
      String agent, String recipient, String content, Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>();
    body.put("agent_id", agent);
    body.put("platform", "slack");
    body.put("recipient_id", recipient);
    body.put("content", content);
    body.putAll(more);
    return body;
  }

  /** A new agent of this maturity; answers its name. */
  public String agent(String maturity) {
    String name = maturity.toLowerCase(Locale.ROOT) + "-" + System.nanoTime();
    Answer made = post("/api/v1/agents", Map.of("name", name, "maturity", maturity));
    if (made.status() != 201) {
      throw new AssertionError("No agent was made: " + made);
    }
    return name;
  }

  /** Runs a statement on the hub's database, behind its back; answers how many rows it touched. */
  public int sql(String statement, Object... values) {
    try (Connection connection =
            DriverManager.getConnection(access.url(), access.user(), access.password());
        PreparedStatement prepared = connection.prepareStatement(statement)) {
      for (int i = 0; i < values.length; i++) {
        prepared.setObject(i + 1, values[i]);
      }
      return prepared.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Any call, with any key or none. */
  public Answer call(
      String method,
      String path,
      @Nullable String body,
      @Nullable String key,
      Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(20))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (body != null && headers.keySet().stream().noneMatch("Content-Type"::equalsIgnoreCase)) {
      request.header("Content-Type", "application/json");
    }
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    headers.forEach(request::header);
    try {
      HttpResponse<String> response =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
      String text = response.body();
      return new Answer(
          response.statusCode(), text.startsWith("{") ? Json.object(text) : Map.of(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A new key of a role. */
  public String key(String role, @Nullable String agent) {
    Map<String, Object> body =
        new HashMap<>(Map.of("name", role + "-" + System.nanoTime(), "role", role));
    if (agent != null) {
      body.put("agent_id", agent);
    }
    return String.valueOf(post("/api/v1/keys", body).text("key"));
  }

  /** What the pretend platform received for a recipient, oldest first, at most 500. */
  public List<Map<String, Object>> received(String recipient) {
    return get("/sandbox/api/messages?limit=500&recipient_id=" + recipient).items();
  }

  /** How many messages the pretend platform received for a recipient. */
  public int arrived(String recipient) {
    Object count =
        get("/sandbox/api/messages?limit=1&recipient_id=" + recipient).body().get("count");
    return count instanceof Number n ? n.intValue() : 0;
  }

  /** The message as it stands now. */
  public Map<String, Object> message(@Nullable String id) {
    return get("/api/v1/messaging/proactive/" + id).body();
  }

  /** The tries of a message, oldest first. */
  @SuppressWarnings("unchecked")
  public List<Map<String, Object>> attempts(String id) {
    return message(id).get("attempt_list") instanceof List<?> tries
        ? (List<Map<String, Object>>) tries
        : List.of();
  }

  /** Waits until something holds; fails after 20 s. */
  public static void until(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Not within 20 s: " + what);
      }
      java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
    }
  }

  /** Waits until the message has this status, and answers it. */
  public Map<String, Object> until(@Nullable String id, String status) {
    Supplier<Map<String, Object>> now = () -> message(id);
    until("message " + id + " is " + status, () -> status.equals(now.get().get("status")));
    return now.get();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    hub.stop();
  }
}
