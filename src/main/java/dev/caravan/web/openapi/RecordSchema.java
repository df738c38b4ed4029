package dev.caravan.web.openapi;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The schema of a record as it is written in JSON: names, types and nulls are the record's own;
 * notes add the meaning, an example, and what the Java type does not tell.
 */
final class RecordSchema {
  private static final SnakeCaseStrategy NAMES = new SnakeCaseStrategy();

  private RecordSchema() {}

  /** The schema; throws where a note names no component. */
  static Schema of(Class<? extends Record> type, Field... notes) {
    return Schema.object(fields(type, notes));
  }

  /** The record's components as fields, for objects that have more than the record. */
  static List<Field> fields(Class<? extends Record> type, Field... notes) {
    Map<String, Schema> noted = new LinkedHashMap<>();
    Arrays.stream(notes).forEach(n -> noted.put(n.name(), n.schema()));
    List<Field> fields = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String name = NAMES.translate(component.getName());
      Schema schema = schema(component.getGenericType());
      Schema note = noted.remove(name);
      if (note != null) {
        schema = merged(schema, note);
      }
      boolean mayBeNull = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      fields.add(new Field(name, mayBeNull ? schema.nullable() : schema, true));
    }
    if (!noted.isEmpty()) {
      throw new IllegalStateException(type.getSimpleName() + " has no " + noted.keySet());
    }
    return fields;
  }

  /** A field that only says more of a component. */
  static Field note(String name, String about) {
    return new Field(name, Schema.none().about(about), true);
  }

  /** The same with an example. */
  static Field note(String name, String about, Object example) {
    return new Field(name, Schema.none().about(about).example(example), true);
  }

  private static Schema merged(Schema own, Schema note) {
    boolean replaced = note.shown().containsKey("type") || note.shown().containsKey("allOf");
    Schema merged = replaced ? Schema.none() : own;
    for (Map.Entry<String, Object> word : note.shown().entrySet()) {
      merged = merged.with(word.getKey(), word.getValue());
    }
    return merged;
  }

  private static Schema schema(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
      return generic.getRawType() == List.class
          ? Schema.list(schema(last))
          : last == Object.class ? Schema.any() : Schema.map(schema(last));
    }
    if (type == String.class) {
      return Schema.text();
    }
    if (type == Instant.class) {
      return Schema.instant();
    }
    if (type == UUID.class) {
      return Schema.uuid();
    }
    if (type == boolean.class || type == Boolean.class) {
      return Schema.flag();
    }
    if (type == double.class || type == Double.class) {
      return Schema.number();
    }
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return Schema.whole();
    }
    // A record within the record: its note refers to it by name.
    return Schema.none();
  }
}
