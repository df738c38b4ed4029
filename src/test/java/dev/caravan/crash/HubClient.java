package dev.caravan.crash;

import dev.caravan.store.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls a hub over HTTP as its admin; what it does not answer is an answer too: status 0. */
final class HubClient {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private static final String PROACTIVE = "/api/v1/messaging/proactive/";

  private final HubHome home;

  /** An answer; its status is 0 where there was none. */
  record Answer(int status, Map<String, Object> body, @Nullable String retryAfter) {

    boolean accepted() {
      return status == 201 || status == 202;
    }

    String text(String field) {
      return String.valueOf(body.get(field));
    }

    @SuppressWarnings("unchecked")
    List<Map<String, Object>> items() {
      return (List<Map<String, Object>>) body.getOrDefault("items", List.of());
    }
  }

  HubClient(HubHome home) {
    this.home = home;
  }

  /** Sends a message to a recipient of the far Slack. */
  Answer send(String recipient, String content) {
    return call("POST", PROACTIVE + "send", message("autonomous", recipient, content));
  }

  /** Sends a message of an agent under a key: repeated, it is the same message. */
  Answer send(String agent, String recipient, String content, String key) {
    return exchange(
        home.port,
        "POST",
        PROACTIVE + "send",
        message(agent, recipient, content),
        "Idempotency-Key",
        key);
  }

  /** Approves a held message. */
  Answer approve(String id) {
    return call("POST", PROACTIVE + "approve/" + id, Map.of());
  }

  private static Map<String, Object> message(String agent, String recipient, String content) {
    return Map.of(
        "agent_id", agent, "platform", "slack", "recipient_id", recipient, "content", content);
  }

  /** The status of a message. */
  String status(String id) {
    return call("GET", PROACTIVE + id, null).text("status");
  }

  /** Every message that ended so, or waits so. */
  List<Map<String, Object>> history(String status) {
    return call("GET", PROACTIVE + "history?limit=500&status=" + status, null).items();
  }

  /** How the connection stands. */
  Map<String, Object> queue() {
    return call("GET", "/api/v1/queues", null).items().stream().findFirst().orElse(Map.of());
  }

  /** The node that owns the connection. */
  Optional<String> owner() {
    return Optional.ofNullable(queue().get("owner_node")).map(Object::toString);
  }

  /** Whether nothing waits and nothing is in flight. */
  boolean drained() {
    Map<String, Object> queue = queue();
    return Integer.valueOf(0).equals(queue.get("depth"))
        && Integer.valueOf(0).equals(queue.get("in_flight"));
  }

  /** The status of the readiness check. */
  int readiness() {
    return exchange(home.managementPort, "GET", "/observe/health/ready", null).status();
  }

  Answer call(String method, String path, @Nullable Map<String, ?> body) {
    return exchange(home.port, method, path, body);
  }

  private Answer exchange(
      int port, String method, String path, @Nullable Map<String, ?> body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Bearer " + home.read("admin.token").strip())
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(Json.write(body)));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          response.body().startsWith("{") ? Json.object(response.body()) : Map.of(),
          response.headers().firstValue("Retry-After").orElse(null));
    } catch (IOException e) {
      return new Answer(0, new LinkedHashMap<>(), null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
