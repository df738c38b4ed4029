package dev.caravan.web.openapi;

import dev.caravan.web.Access;
import dev.caravan.web.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The refusals that follow from what an operation is, so that no table can forget one. */
final class Refusals {
  private static final String TYPE = "application/problem+json";

  /** One kind of refusal: its name in the document, and an example's code. */
  private record Kind(String name, int status, String title, String code, String detail) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              "Unreadable", 400, "Unreadable request", "not_json", "The body or query is broken."),
          new Kind("NoKey", 401, "No valid key", "key_needed", "This needs a valid key."),
          new Kind(
              "NotAllowed", 403, "Not allowed", "role_insufficient", "The key's role may not."),
          new Kind("NotFound", 404, "Not found", "not_an_id", "There is no such thing."),
          new Kind("TooLarge", 413, "Too large", "too_large", "The body is larger than 1 MiB."),
          new Kind(
              "NotJson", 415, "Content type not taken", "content_type", "Bodies are JSON here."),
          new Kind(
              "Invalid", 422, "Invalid request", "unknown_field", "'colour' is no field here."),
          new Kind(
              "TooMany",
              429,
              "Too many requests",
              "too_many_requests",
              "The key has made as many calls as its limit allows."),
          new Kind(
              "Unavailable", 503, "Not available now", "unavailable", "The database is away."));

  private Refusals() {}

  /** Which of them can happen, by status. */
  static Map<String, Object> of(Operation operation, String method, String path) {
    Map<String, Object> refusals = new TreeMap<>();
    boolean open = path.equals(OpenApi.PATH);
    boolean body = operation.body != null;
    for (Kind kind : KINDS) {
      boolean possible =
          switch (kind.status()) {
            case 400, 422 -> body || operation.asks("query") || operation.list;
            case 401 -> !open;
            case 403 -> !open && Access.roles(method, path).size() < Role.values().length;
            case 404 -> path.contains("{id}");
            case 413 -> body;
            case 415 -> body && path.startsWith("/api/");
            default -> !open && path.startsWith("/api/");
          };
      if (possible) {
        refusals.put(
            Integer.toString(kind.status()),
            Map.of("$ref", "#/components/responses/" + kind.name()));
      }
    }
    return refusals;
  }

  /** The status in words. */
  static String title(int status) {
    return KINDS.stream()
        .filter(k -> k.status() == status)
        .findFirst()
        .map(Kind::title)
        .orElseGet(
            () ->
                switch (status) {
                  case 412 -> "Changed meanwhile";
                  case 502 -> "Outcome not known";
                  default -> "Conflict";
                });
  }

  /** The answers that {@link #of} refers to. */
  static Map<String, Object> components() {
    Map<String, Object> components = new LinkedHashMap<>();
    for (Kind kind : KINDS) {
      components.put(kind.name(), shown(kind));
    }
    return components;
  }

  private static Map<String, Object> headers(boolean limited) {
    Map<String, Object> headers = new LinkedHashMap<>();
    headers.put(
        "Retry-After",
        header("In seconds.", Schema.whole().example(2).about("Wait before the next try.")));
    if (limited) {
      headers.put(
          "RateLimit-Policy",
          header(
              "The limit, with each answer to a key that has one.",
              Schema.text().example("\"key\";q=600;w=60")));
      headers.put(
          "RateLimit",
          header(
              "What is left of it, with each such answer.",
              Schema.text().example("\"key\";r=0;t=1")));
    }
    return headers;
  }

  private static Map<String, Object> header(String about, Schema schema) {
    return Map.of("description", about, "schema", schema.shown());
  }

  private static Map<String, Object> shown(Kind kind) {
    Map<String, Object> example = new LinkedHashMap<>();
    example.put("type", "about:blank");
    example.put("title", kind.title());
    example.put("status", kind.status());
    example.put("detail", kind.detail());
    example.put(
        "errors",
        new ArrayList<>(
            List.of(Map.of("field", "", "code", kind.code(), "message", kind.detail()))));
    example.put("request_id", SharedSchemas.ID);
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("description", kind.detail());
    if (kind.status() == 429 || kind.status() == 503) {
      shown.put("headers", headers(kind.status() == 429));
    }
    shown.put(
        "content",
        Map.of(TYPE, Map.of("schema", Schema.ref("Problem").shown(), "example", example)));
    return shown;
  }
}
