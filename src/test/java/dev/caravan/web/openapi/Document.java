package dev.caravan.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.oas.OpenApi30;
import dev.caravan.TestHub;
import dev.caravan.store.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The document as a running hub serves it, read by a validator that nobody here wrote. */
final class Document {
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.builder()
          .defaultMetaSchemaIri(OpenApi30.getInstance().getIri())
          .metaSchema(OpenApi30.getInstance())
          .build();

  final JsonNode root;

  /** An operation: its place in the document, and what is said of it. */
  record Described(String method, String path, JsonNode words) {
    String id() {
      return words.path("operationId").asText();
    }

    boolean open() {
      return words.has("security");
    }

    String named() {
      return method + " " + path;
    }
  }

  private Document(JsonNode root) {
    this.root = root;
  }

  static Document of(TestHub hub) {
    TestHub.Answer answer = hub.call("GET", "/api/v1/openapi.json", null, null, Map.of());
    assertThat(answer.status()).isEqualTo(200);
    return new Document(Json.mapper().valueToTree(answer.body()));
  }

  List<Described> operations() {
    List<Described> operations = new ArrayList<>();
    root.path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        verb ->
                            operations.add(
                                new Described(
                                    verb.getKey().toUpperCase(java.util.Locale.ROOT),
                                    path.getKey(),
                                    verb.getValue()))));
    return operations;
  }

  Described operation(String id) {
    return operations().stream().filter(o -> o.id().equals(id)).findFirst().orElseThrow();
  }

  JsonNode component(String name) {
    return root.at("/components/schemas/" + name);
  }

  /** What the operation may answer with the status, by the type; fails where it is not said. */
  JsonNode response(Described operation, int status) {
    JsonNode response = operation.words().path("responses").path(Integer.toString(status));
    assertThat(response.isObject())
        .as("%s documents the status %d", operation.named(), status)
        .isTrue();
    return response.has("$ref") ? root.at(response.get("$ref").asText().substring(1)) : response;
  }

  /** Everything in which the value departs from the schema. */
  List<String> faults(JsonNode schema, JsonNode value) {
    ObjectNode whole = Json.mapper().createObjectNode();
    whole.putArray("allOf").add(schema);
    whole.set("components", root.get("components"));
    return SCHEMAS.getSchema(whole).validate(value).stream().map(Object::toString).toList();
  }

  /** Holds a real answer against what the document says of it. */
  void hold(Described operation, TestHub.Answer answer) {
    JsonNode content = response(operation, answer.status()).path("content");
    String type = answer.response().headers().firstValue("Content-Type").orElse("none");
    assertThat(content.has(type)).as("%s answers %s", operation.named(), type).isTrue();
    JsonNode body = Json.mapper().valueToTree(answer.body());
    assertThat(faults(content.path(type).path("schema"), body))
        .as("%s %d: %s", operation.named(), answer.status(), answer.response().body())
        .isEmpty();
  }
}
