package dev.caravan.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.TestHub;
import dev.caravan.store.Json;
import dev.caravan.web.Letters;
import dev.caravan.web.openapi.Document.Described;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How each operation of the document is really called: its example, on something that is there. */
final class Calls {
  private final TestHub hub;
  private final Map<String, Supplier<String>> ids;
  private int made;

  Calls(TestHub hub) {
    this.hub = hub;
    this.ids =
        Map.ofEntries(
            Map.entry("approve", this::held),
            Map.entry("reject", this::held),
            Map.entry("cancel", this::held),
            Map.entry("explain", this::held),
            Map.entry("get-message", this::sent),
            Map.entry("edit-message", this::sent),
            Map.entry("recall-message", this::sent),
            Map.entry("get-dead-letter", this::dead),
            Map.entry("replay-dead-letter", this::dead),
            Map.entry("discard-dead-letter", this::dead),
            Map.entry("settle-message", this::unknown),
            Map.entry("revoke-key", this::key),
            Map.entry("lift-stop", this::stop),
            Map.entry("change-agent", this::agent),
            Map.entry("retire-agent", this::agent),
            Map.entry("get-schedule", this::schedule),
            Map.entry("put-schedule", this::schedule),
            Map.entry("pause-schedule", this::schedule),
            Map.entry("resume-schedule", this::schedule),
            Map.entry("run-schedule", this::schedule),
            Map.entry("delete-schedule", this::schedule));
  }

  /** Calls the operation by its example, as the admin. */
  TestHub.Answer call(Described operation) {
    return call(operation, "admin-token");
  }

  TestHub.Answer call(Described operation, @Nullable String key) {
    return hub.call(operation.method(), path(operation), body(operation), key, Map.of());
  }

  /** The operation's path with the id of something that is there. */
  String path(Described operation) {
    return operation
        .path()
        .replace("{id}", ids.getOrDefault(operation.id(), () -> "autonomous").get())
        .replace("{name}", name(operation))
        .replace("{key}", "reporter-2")
        .replace("{n}", "1")
        .concat(query(operation));
  }

  /** The query that an operation cannot do without, by its own examples. */
  private static String query(Described operation) {
    StringBuilder query = new StringBuilder();
    for (JsonNode parameter : operation.words().path("parameters")) {
      if (parameter.path("in").asText().equals("query") && parameter.path("required").asBoolean()) {
        query
            .append(query.isEmpty() ? '?' : '&')
            .append(parameter.path("name").asText())
            .append('=')
            .append(parameter.path("schema").path("example").asText());
      }
    }
    return query.toString();
  }

  private String name(Described operation) {
    if (operation.path().contains("/contacts/")) {
      return contact(operation);
    }
    if (operation.path().contains("/calendars/")) {
      return calendar(operation);
    }
    return operation.path().contains("/templates/") ? template(operation) : paused(operation);
  }

  /** A template that is there. */
  private String template(Described operation) {
    if (!operation.id().equals("put-template")) {
      hub.put("/api/v1/templates/order-update", Map.of("template", "Order {{order}}"));
    }
    return "order-update";
  }

  /** A connection that nothing else here uses; to be resumed, it has to be paused. */
  private String paused(Described operation) {
    if (operation.id().equals("resume-connection")) {
      hub.post("/api/v1/connections/telegram/pause", Map.of("reason", "It is resumed next."));
    }
    return "telegram";
  }

  /** A contact that is there and nobody's member. */
  private String contact(Described operation) {
    if (!operation.id().equals("put-contact")) {
      Map<String, String> address = Map.of("connection", "slack", "recipient_id", "U0BOB");
      hub.put("/api/v1/contacts/bob", Map.of("addresses", List.of(address)));
    }
    return "bob";
  }

  /** The operation's path with an id that nothing has. */
  static String lost(Described operation) {
    return operation.path().replaceAll("\\{[^}]+}", "01890a5d-0000-774b-bcce-b302099a8057");
  }

  static @Nullable String body(Described operation) {
    return operation.words().has("requestBody")
        ? Json.write(
            operation.words().at("/requestBody/content").path("application/json").get("example"))
        : null;
  }

  private String held() {
    return String.valueOf(hub.send("intern", "C0GENERAL", "Held").text("id"));
  }

  private String sent() {
    String id = String.valueOf(hub.send("autonomous", "C0SENT", "Sent").text("id"));
    hub.until(id, "sent");
    return id;
  }

  private String dead() {
    return Letters.failed(hub, "autonomous", "C0LETTER", "Dead");
  }

  private String unknown() {
    fault(1);
    String id = String.valueOf(hub.send("autonomous", "C0UNSURE", "Perhaps").text("id"));
    hub.until(id, "unknown");
    fault(0);
    return id;
  }

  private void fault(int rate) {
    hub.put(
        "/sandbox/api/faults",
        Map.of("platform", "slack", "mode", "reset", "rate", rate, "recipient_id", "C0UNSURE"));
  }

  private String key() {
    Map<String, String> body = Map.of("name", "k" + ++made, "role", "viewer");
    return String.valueOf(hub.post("/api/v1/keys", body).text("id"));
  }

  private String stop() {
    Map<String, String> body =
        Map.of("scope", "agent", "value", "student", "reason", "For the test.");
    return String.valueOf(hub.post("/api/v1/governance/stops", body).text("id"));
  }

  private String schedule() {
    Map<String, String> body =
        Map.of(
            "agent_id", "autonomous",
            "platform", "slack",
            "recipient_id", "C0GENERAL",
            "template", "Hello",
            "every", "1h");
    return String.valueOf(hub.post("/api/v1/messaging/schedule/create", body).text("id"));
  }

  /** A calendar that is there and that nothing obeys. */
  private String calendar(Described operation) {
    if (!operation.id().equals("put-calendar")) {
      Map<String, Object> window = Map.of("type", "exclude", "dates", List.of("12-25"));
      hub.put("/api/v1/calendars/holidays", Map.of("windows", List.of(window)));
    }
    return "holidays";
  }

  private String agent() {
    Map<String, String> body = Map.of("name", "agent-" + ++made, "maturity", "INTERN");
    return String.valueOf(hub.post("/api/v1/agents", body).text("id"));
  }

  /** A message with everything that a message can have. */
  TestHub.Answer rich() {
    return hub.send(
        "intern",
        "C0GENERAL",
        "Choose.",
        Map.of(
            "failover", List.of(Map.of("platform", "telegram", "recipient_id", "42")),
            "labels", Map.of("team", "finance"),
            "metadata", Map.of("run", 17),
            "platform_template", Map.of("name", "order_update", "language", "en_US"),
            "attachments", List.of(Map.of("url", "https://example.org/report.png")),
            "mentions", List.of(Map.of("type", "user", "id", "U0ANNA")),
            "actions",
                List.of(
                    Map.of("id", "yes", "label", "Yes", "style", "primary"),
                    Map.of(
                        "type", "select",
                        "id", "region",
                        "label", "Region",
                        "options", List.of(Map.of("id", "eu", "label", "Europe"))))));
  }
}
