package dev.caravan.sandbox.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Arguments;
import dev.caravan.sandbox.Call;
import io.vertx.core.MultiMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a call brings with it: in its query, and in a body that is a JSON object or a form whose
 * objects and lists are JSON texts.
 *
 * @param body empty where it could not be read
 */
record GraphArguments(MultiMap query, Optional<ObjectNode> body) {

  /** Parameters that every node and edge takes (developers.facebook.com, Graph API, overview). */
  private static final Set<String> EVERYWHERE =
      Set.of("access_token", "appsecret_proof", "format", "fields", "locale", "pretty", "debug");

  static GraphArguments read(Call call) {
    Optional<ObjectNode> body =
        Arguments.read(call) instanceof Arguments.Taken taken
            ? Optional.of(taken.fields())
            : Optional.empty();
    boolean form = call.mediaType().equals("application/x-www-form-urlencoded");
    return new GraphArguments(call.query(), form ? body.map(GraphArguments::unfolded) : body);
  }

  private static ObjectNode unfolded(ObjectNode form) {
    ObjectNode unfolded = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : form.properties()) {
      boolean nested = field.getValue().asText().matches("(?s)[\\[{].*");
      unfolded.set(
          field.getKey(),
          nested ? Arguments.nested(field.getValue()).orElse(field.getValue()) : field.getValue());
    }
    return unfolded;
  }

  /** One of the parameters that every node and edge takes. */
  Optional<String> everywhere(String name) {
    return Optional.ofNullable(query.get(name))
        .or(() -> body.map(fields -> fields.path(name).textValue()));
  }

  /** Those of the edge itself. */
  Optional<ObjectNode> own() {
    return body.map(fields -> fields.deepCopy().remove(EVERYWHERE));
  }
}
