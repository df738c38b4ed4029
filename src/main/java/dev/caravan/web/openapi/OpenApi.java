package dev.caravan.web.openapi;

import dev.caravan.store.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.model.rest.RestDefinition;

/** The OpenAPI 3.0.3 document of what runs now. */
final class OpenApi {
  static final String PATH = "/api/v1/openapi.json";
  private static final String ABOUT =
      """
      An integration hub that delivers governed messages to chat platforms.

      Names are snake_case, moments are RFC 3339, durations are written as 90s, 15m, 2h or 1d. \
      Every call needs `Authorization: Bearer <key>`. Unknown fields are refused. \
      Errors are `application/problem+json` (RFC 9457): every fault is named under `errors` with a \
      stable code, and each answer has an `X-Request-Id`.""";

  private final String server;
  private final Map<String, Schema> schemas = Tags.schemas();

  /** Whether a handler is mounted, by the router's own spelling of its path. */
  interface Mounted {
    boolean serves(String method, String path);
  }

  /** {@code server} is where the hub is reached from outside. */
  OpenApi(String server) {
    this.server = server;
  }

  /** The document for these routes and handlers. */
  Map<String, Object> document(List<RestDefinition> routes, Mounted mounted) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.0.3");
    document.put("info", info());
    document.put("servers", servers());
    document.put("security", List.of(Map.of("key", List.of())));
    Map<String, Map<String, Object>> paths =
        new Paths(new Examples(schemas)).with(routes).with(mounted).shown();
    document.put("tags", tags());
    document.put("paths", paths);
    document.put("components", components());
    return document;
  }

  private static Map<String, Object> info() {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("title", "Caravan");
    info.put("description", ABOUT);
    info.put("version", Version.current());
    return info;
  }

  /** First the address that the reader came by: any other is another origin to a browser. */
  private List<Map<String, String>> servers() {
    return List.of(
        Map.of("url", "/", "description", "The address that this document was read from"),
        Map.of("url", server, "description", "The address that the hub is configured with"));
  }

  private static List<Map<String, String>> tags() {
    List<Map<String, String>> tags = new ArrayList<>();
    Tags.ALL.forEach(tag -> tags.add(Map.of("name", tag.name(), "description", tag.about())));
    tags.add(Map.of("name", Paths.SITE, "description", "What the site's own routes serve."));
    return tags;
  }

  private Map<String, Object> components() {
    Map<String, Object> shown = new LinkedHashMap<>();
    schemas.forEach((name, schema) -> shown.put(name, schema.shown()));
    Map<String, Object> components = new LinkedHashMap<>();
    components.put("schemas", shown);
    components.put("responses", Refusals.components());
    components.put(
        "securitySchemes",
        Map.of(
            "key",
            Map.of(
                "type", "http",
                "scheme", "bearer",
                "description", "A key of POST /api/v1/keys, or the admin's from admin.token.")));
    return components;
  }
}
