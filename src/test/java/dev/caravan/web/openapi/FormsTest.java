package dev.caravan.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.TestHub;
import dev.caravan.store.Json;
import dev.caravan.web.openapi.Document.Described;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the document says of a body is what the body's reader takes. */
class FormsTest {
  private static TestHub hub;
  private static Document document;
  private static Calls calls;

  @BeforeAll
  static void start() {
    hub = TestHub.unlimited();
    document = Document.of(hub);
    calls = new Calls(hub);
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  private interface Held {
    void hold(Described operation, JsonNode schema);
  }

  private static Stream<DynamicTest> eachBody(Held held) {
    return document.operations().stream()
        .filter(o -> o.words().has("requestBody"))
        .map(
            o ->
                DynamicTest.dynamicTest(
                    o.named(),
                    () ->
                        held.hold(
                            o,
                            resolved(
                                o.words()
                                    .at("/requestBody/content")
                                    .path("application/json")
                                    .path("schema")))));
  }

  private static JsonNode resolved(JsonNode schema) {
    JsonNode named = schema.has("allOf") ? schema.at("/allOf/0") : schema;
    return named.has("$ref") ? document.root.at(named.get("$ref").asText().substring(1)) : named;
  }

  /** A value for the schema, with every property that it documents, at every depth. */
  private static JsonNode full(JsonNode schema) {
    JsonNode resolved = resolved(schema);
    if (resolved.path("type").asText().equals("array")) {
      ArrayNode list = Json.mapper().createArrayNode();
      choices(resolved.get("items")).forEach(choice -> list.add(full(choice)));
      return list;
    }
    if (resolved.has("properties")) {
      ObjectNode object = Json.mapper().createObjectNode();
      resolved
          .get("properties")
          .properties()
          .forEach(p -> object.set(p.getKey(), full(p.getValue())));
      return object;
    }
    for (String word : List.of("example", "default")) {
      if (resolved.has(word)) {
        return resolved.get(word);
      }
    }
    if (resolved.has("oneOf")) {
      return full(resolved.at("/oneOf/0"));
    }
    return resolved.has("enum") ? resolved.at("/enum/0") : Json.mapper().valueToTree("text");
  }

  /** The schemas that an item may have. */
  private static List<JsonNode> choices(JsonNode items) {
    JsonNode resolved = resolved(items);
    List<JsonNode> choices = new ArrayList<>();
    resolved.path("oneOf").forEach(choices::add);
    return choices.isEmpty() ? List.of(resolved) : choices;
  }

  private static List<JsonNode> faults(Described operation, JsonNode body) {
    TestHub.Answer answer =
        hub.call(
            operation.method(), calls.path(operation), body.toString(), "admin-token", Map.of());
    List<JsonNode> faults = new ArrayList<>();
    JsonNode problem = Json.mapper().valueToTree(answer.body());
    problem.path("errors").forEach(faults::add);
    for (JsonNode item : problem.path("items")) {
      String list = operation.id().equals("create-schedules") ? "schedules" : "messages";
      String place = list + "[" + item.path("index").asInt() + "].";
      for (JsonNode fault : item.path("problem").path("errors")) {
        faults.add(((ObjectNode) fault).put("field", place + fault.path("field").asText()));
      }
    }
    return faults;
  }

  @TestFactory
  Stream<DynamicTest> everyDocumentedFieldIsRead() {
    return eachBody(
        (operation, schema) ->
            assertThat(faults(operation, full(schema)))
                .noneMatch(
                    f -> List.of("unknown_field", "type").contains(f.path("code").asText())));
  }

  @TestFactory
  Stream<DynamicTest> everyRequiredFieldIsRequired() {
    return eachBody(
        (operation, schema) -> {
          for (JsonNode name : schema.path("required")) {
            ObjectNode body = (ObjectNode) full(schema);
            body.remove(name.asText());
            assertThat(faults(operation, body))
                .anyMatch(f -> f.path("field").asText().equals(name.asText()));
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> everyWrongValueIsRefused() {
    return eachBody(
        (operation, schema) -> {
          for (Wrong wrong : wrongs(schema, "")) {
            JsonNode body = full(schema);
            wrong.put((ObjectNode) body);
            assertThat(faults(operation, body))
                .as("%s = %s", wrong.field(), wrong.value())
                .anyMatch(f -> f.path("field").asText().equals(wrong.field()));
          }
        });
  }

  /** A value that the schema forbids, and where it stands. */
  private record Wrong(String field, JsonNode value) {
    void put(ObjectNode body) {
      String last = field.substring(field.lastIndexOf('.') + 1);
      String path = "/" + field.substring(0, field.length() - last.length());
      JsonNode holder = path.equals("/") ? body : body.at(pointer(path));
      ((ObjectNode) holder).set(last, value);
    }
  }

  /** {@code /actions[0].options[1].} as a JSON pointer. */
  private static String pointer(String path) {
    return path.substring(0, path.length() - 2).replace("].", "/").replace("[", "/");
  }

  private static List<Wrong> wrongs(JsonNode schema, String path) {
    List<Wrong> wrongs = new ArrayList<>();
    schema
        .path("properties")
        .properties()
        .forEach(
            property -> {
              String field = path + property.getKey();
              JsonNode words = resolved(property.getValue());
              for (JsonNode value : forbidden(words)) {
                wrongs.add(new Wrong(field, value));
              }
              if (words.path("type").asText().equals("array")) {
                int at = 0;
                for (JsonNode choice : choices(words.get("items"))) {
                  wrongs.addAll(wrongs(resolved(choice), field + "[" + at++ + "]."));
                }
              }
            });
    return wrongs;
  }

  private static List<JsonNode> forbidden(JsonNode schema) {
    List<JsonNode> values = new ArrayList<>();
    ObjectNode made = Json.mapper().createObjectNode();
    if (schema.has("enum")) {
      values.add(made.textNode("no-such-word"));
    }
    if (schema.has("maxLength")) {
      values.add(made.textNode("x".repeat(schema.get("maxLength").asInt() + 1)));
    }
    if (schema.has("maximum")) {
      values.add(made.numberNode(schema.get("maximum").asLong() + 1));
    }
    if (schema.has("minimum")) {
      values.add(made.numberNode(schema.get("minimum").asLong() - 1));
    }
    if (schema.has("maxItems")) {
      ArrayNode many = made.arrayNode();
      for (int i = 0; i <= schema.get("maxItems").asInt(); i++) {
        // Nobody looks at one of too many, and a thousand whole ones would be too large a body.
        many.add("x");
      }
      values.add(many);
    }
    if (schema.path("format").asText().equals("date-time")) {
      values.add(made.textNode("tomorrow"));
    }
    return values;
  }
}
