package dev.caravan.web.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts an example together from those of its parts, so that it cannot contradict its schema. */
final class Examples {
  private final Map<String, Schema> components;

  Examples(Map<String, Schema> components) {
    this.components = components;
  }

  /** The example of a schema; null where null alone is known to fit. */
  @Nullable Object of(Schema schema) {
    return of(schema.shown());
  }

  private @Nullable Object of(Map<?, ?> schema) {
    if (schema.containsKey("example")) {
      return schema.get("example");
    }
    if (schema.get("$ref") instanceof String ref) {
      Schema named = components.get(ref.substring(ref.lastIndexOf('/') + 1));
      return named == null ? null : of(named);
    }
    for (String choice : List.of("allOf", "oneOf")) {
      if (schema.get(choice) instanceof List<?> list) {
        return list.get(0) instanceof Map<?, ?> first ? of(first) : null;
      }
    }
    if (schema.containsKey("default") || Boolean.TRUE.equals(schema.get("nullable"))) {
      return schema.get("default");
    }
    if (schema.get("enum") instanceof List<?> words) {
      return words.get(0);
    }
    return ofType(schema);
  }

  private @Nullable Object ofType(Map<?, ?> schema) {
    return switch (String.valueOf(schema.get("type"))) {
      case "array" -> items(schema);
      case "object" -> object(schema);
      case "boolean" -> false;
      case "integer", "number" -> schema.get("minimum") == null ? 0 : schema.get("minimum");
      default -> "text";
    };
  }

  private List<?> items(Map<?, ?> schema) {
    Object item = schema.get("items") instanceof Map<?, ?> items ? of(items) : null;
    return item == null ? List.of() : List.of(item);
  }

  private Map<String, @Nullable Object> object(Map<?, ?> schema) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    List<?> required = schema.get("required") instanceof List<?> list ? list : List.of();
    if (schema.get("properties") instanceof Map<?, ?> properties) {
      properties.forEach(
          (name, property) -> {
            if (required.contains(name) && property instanceof Map<?, ?> words) {
              object.put(String.valueOf(name), of(words));
            }
          });
    }
    return object;
  }
}
