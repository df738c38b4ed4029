package dev.caravan.web.openapi;

import dev.caravan.web.Access;
import dev.caravan.web.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.model.rest.VerbDefinition;
import org.jspecify.annotations.Nullable;

/** The operations by path: those of the running routes, then those of our own handlers. */
final class Paths {
  /** What a site's own routes stand under. */
  static final String SITE = "Site";

  private final Map<String, Operation> described = new LinkedHashMap<>();
  private final Map<String, String> tags = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> paths = new TreeMap<>();
  private final Examples examples;

  Paths(Examples examples) {
    this.examples = examples;
    for (Tag tag : Tags.ALL) {
      for (Operation operation : tag.operations()) {
        described.put(operation.id, operation);
        tags.put(operation.id, tag.name());
      }
    }
  }

  /** Adds what the REST definitions serve. */
  Paths with(List<RestDefinition> definitions) {
    for (RestDefinition definition : definitions) {
      for (VerbDefinition verb : definition.getVerbs()) {
        String path = text(definition.getPath()) + text(verb.getPath());
        Operation operation = described.get(verb.getId());
        put(
            new Operation.Call(
                verb.asVerb().toUpperCase(java.util.Locale.ROOT),
                path,
                text(verb.getDescriptionText())),
            operation == null ? undescribed(verb, path) : operation);
      }
    }
    return this;
  }

  /** Adds our own handlers, as far as they are mounted. */
  Paths with(OpenApi.Mounted mounted) {
    for (Operation operation : described.values()) {
      Operation.Call call = operation.call;
      if (call != null && mounted.serves(call.method(), call.path())) {
        put(call, operation);
      }
    }
    return this;
  }

  Map<String, Map<String, Object>> shown() {
    return paths;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** A site's own operation: its route says all that is known. */
  private static Operation undescribed(VerbDefinition verb, String path) {
    Operation operation =
        Operation.of(text(verb.getId()), text(verb.getDescriptionText()))
            .answer(200, "As the site's route answers.", "application/json", Schema.none());
    for (String part : path.split("/", -1)) {
      if (part.startsWith("{") && part.endsWith("}")) {
        operation.path(part.substring(1, part.length() - 1), Schema.text(), "Part of the path.");
      }
    }
    return operation;
  }

  private void put(Operation.Call call, Operation operation) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("operationId", operation.id);
    shown.put("tags", List.of(tags.getOrDefault(operation.id, SITE)));
    shown.put("summary", call.summary());
    boolean open = call.path().equals(OpenApi.PATH);
    shown.put("description", operation.about + (open ? "" : " " + roles(call)));
    if (open) {
      shown.put("security", List.of());
    }
    if (!operation.parameters.isEmpty()) {
      shown.put("parameters", operation.parameters.stream().map(Paths::parameter).toList());
    }
    Operation.Body body = operation.body;
    if (body != null) {
      Map<String, Object> content = new LinkedHashMap<>();
      content.put("schema", Schema.ref(body.schema()).shown());
      content.put("example", body.example());
      shown.put(
          "requestBody", Map.of("required", true, "content", Map.of("application/json", content)));
    }
    shown.put("responses", responses(call, operation));
    paths
        .computeIfAbsent(call.path(), p -> new TreeMap<>())
        .put(call.method().toLowerCase(java.util.Locale.ROOT), shown);
  }

  private static String roles(Operation.Call call) {
    return Access.roles(call.method(), call.path()).stream()
        .map(Role::word)
        .collect(Collectors.joining(", ", "Roles: ", "."));
  }

  private static Map<String, Object> parameter(Operation.Parameter parameter) {
    Map<String, Object> schema = new LinkedHashMap<>(parameter.field().schema().shown());
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("name", parameter.field().name());
    shown.put("in", parameter.in());
    shown.put("required", parameter.field().required());
    shown.put("description", schema.remove("description"));
    shown.put("schema", schema);
    return shown;
  }

  private Map<String, Object> responses(Operation.Call call, Operation operation) {
    Map<String, Object> responses = Refusals.of(operation, call.method(), call.path());
    operation.answers.forEach(
        (status, answer) -> {
          Map<String, Object> content = new LinkedHashMap<>();
          content.put("schema", answer.schema().shown());
          Object example =
              like(examples.of(answer.schema()), operation.shown.getOrDefault(status, Map.of()));
          if (example instanceof Map<?, ?> || example instanceof String) {
            content.put("example", status < 400 ? example : refused(status, (Map<?, ?>) example));
          }
          responses.put(
              Integer.toString(status),
              Map.of("description", answer.when(), "content", Map.of(answer.type(), content)));
        });
    return responses;
  }

  private static @Nullable Object like(@Nullable Object example, Map<String, ?> fields) {
    if (!(example instanceof Map<?, ?> object)) {
      return example;
    }
    Map<Object, Object> changed = new LinkedHashMap<>(object);
    if (!object.keySet().containsAll(fields.keySet())
        && object.get("items") instanceof List<?> items) {
      changed.put("items", items.stream().map(item -> like(item, fields)).toList());
    } else {
      changed.putAll(fields);
    }
    return changed;
  }

  /** The example of a problem, with its own status. */
  private static Map<Object, Object> refused(int status, Map<?, ?> example) {
    Map<Object, Object> refused = new LinkedHashMap<>(example);
    refused.put("status", status);
    refused.put("title", Refusals.title(status));
    return refused;
  }
}
