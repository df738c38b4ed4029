package dev.caravan.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.store.Json;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The arguments of a call that may come as a JSON object or as a form. */
public sealed interface Arguments {

  /** They could be read; a form's values are all texts. */
  record Taken(ObjectNode fields) implements Arguments {}

  /** They could not. */
  record Unreadable(Why why) implements Arguments {}

  /** What was wrong with them. */
  enum Why {
    NO_TYPE,
    WRONG_TYPE,
    NOT_JSON,
    NOT_AN_OBJECT,
    NOT_A_FORM
  }

  /** Reads the body by its media type; an empty body has no arguments, whatever its type. */
  public static Arguments read(Call call) {
    if (call.body().length() == 0) {
      return new Taken(JsonNodeFactory.instance.objectNode());
    }
    return switch (call.mediaType()) {
      case "application/json" -> json(call.body().getBytes());
      case "application/x-www-form-urlencoded" -> form(call.body().toString());
      case "" -> new Unreadable(Why.NO_TYPE);
      default -> new Unreadable(Why.WRONG_TYPE);
    };
  }

  /** An object or list that a form carries as JSON text; empty where that text is not JSON. */
  public static Optional<JsonNode> nested(JsonNode value) {
    if (!value.isTextual()) {
      return Optional.of(value);
    }
    try {
      return Optional.of(Json.mapper().readTree(value.textValue()));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Arguments json(byte[] body) {
    try {
      return Json.mapper().readTree(body) instanceof ObjectNode object
          ? new Taken(object)
          : new Unreadable(Why.NOT_AN_OBJECT);
    } catch (IOException e) {
      return new Unreadable(Why.NOT_JSON);
    }
  }

  private static Arguments form(String body) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    try {
      for (String pair : body.isEmpty() ? new String[0] : body.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        fields.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
      return new Taken(fields);
    } catch (IllegalArgumentException e) {
      return new Unreadable(Why.NOT_A_FORM);
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
