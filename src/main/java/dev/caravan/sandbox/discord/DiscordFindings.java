package dev.caravan.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Answer;
import dev.caravan.sandbox.Judged;
import java.util.Iterator;
import java.util.Set;
import java.util.regex.Pattern;

/** What is wrong with a request, each at its place, in the form of Discord's error messages. */
final class DiscordFindings {
  private static final Pattern SNOWFLAKE = Pattern.compile("0|[1-9]\\d{0,19}");

  private final ObjectNode found = JsonNodeFactory.instance.objectNode();
  private final boolean strict;

  /**
   * @param strict whether fields are named that Discord would overlook
   */
  DiscordFindings(boolean strict) {
    this.strict = strict;
  }

  boolean none() {
    return found.isEmpty();
  }

  Judged refused() {
    ObjectNode body = DiscordError.INVALID_FORM.body();
    body.set("errors", found);
    return new Judged.Answered(new Answer(DiscordError.INVALID_FORM.status(), body));
  }

  /** Notes a fault; the path's steps are parted by dots. */
  void add(String path, String code, String message) {
    ObjectNode at = found;
    for (String step : path.split("\\.", -1)) {
      at = at.withObjectProperty(step);
    }
    at.withArrayProperty("_errors").addObject().put("code", code).put("message", message);
  }

  /** Notes every field that is not among these, where the sandbox is strict. */
  void known(JsonNode holder, Set<String> fields, String path) {
    for (Iterator<String> names = holder.fieldNames(); strict && names.hasNext(); ) {
      String name = names.next();
      if (!fields.contains(name)) {
        add(path + name, "UNKNOWN_FIELD", "This field is not known.");
      }
    }
  }

  /** A text of {@code min} to {@code max} code points, where it is there; whether it is one. */
  boolean text(JsonNode holder, String field, String path, int min, int max) {
    JsonNode value = holder.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return false;
    }
    if (!value.isTextual()) {
      add(path + field, "STRING_TYPE_CONVERT", "Could not interpret the value as string.");
      return false;
    }
    int length = value.textValue().codePointCount(0, value.textValue().length());
    if (length < min) {
      String between = "Must be between %d and %d in length.".formatted(min, max);
      add(path + field, "BASE_TYPE_BAD_LENGTH", between);
    } else if (length > max) {
      String most = "Must be %d or fewer in length.".formatted(max);
      add(path + field, "BASE_TYPE_MAX_LENGTH", most);
    }
    return true;
  }

  /** A text that must be there. */
  void needsText(JsonNode holder, String field, String path, int max) {
    if (!text(holder, field, path, 1, max) && !holder.hasNonNull(field)) {
      required(path + field);
    }
  }

  void required(String path) {
    add(path, "BASE_TYPE_REQUIRED", "This field is required");
  }

  /** A list of {@code min} to {@code max} entries, where it is there; whether it is one. */
  boolean list(JsonNode holder, String field, String path, int min, int max) {
    JsonNode value = holder.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return false;
    }
    if (!value.isArray()) {
      add(path + field, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
      return false;
    }
    if (value.size() < min || value.size() > max) {
      String between = "Must be between %d and %d in length.".formatted(min, max);
      add(path + field, "BASE_TYPE_BAD_LENGTH", between);
    }
    return true;
  }

  /** An object, where it is there; whether it is one. */
  boolean object(JsonNode value, String path) {
    if (!value.isMissingNode() && !value.isNull() && !value.isObject()) {
      add(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used to create a ModelType");
    }
    return value.isObject();
  }

  void truth(JsonNode holder, String field, String path) {
    if (holder.hasNonNull(field) && !holder.path(field).isBoolean()) {
      add(path + field, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.");
    }
  }

  /** Whether it is an id, as text or as a number. */
  boolean snowflake(JsonNode value, String path) {
    if (snowflake(value.asText())) {
      return true;
    }
    String is = "Value \"%s\" is not snowflake.".formatted(value.asText());
    add(path, "NUMBER_TYPE_COERCE", is);
    return false;
  }

  static boolean snowflake(String written) {
    return SNOWFLAKE.matcher(written).matches();
  }

  /** An address of http or https that is not too long. */
  void address(JsonNode holder, String field, String path, int max) {
    if (!text(holder, field, path, 1, max)) {
      return;
    }
    String url = holder.path(field).asText();
    if (!url.matches("(?i)https?://.*")) {
      add(
          path + field,
          "URL_TYPE_INVALID_SCHEME",
          "The scheme is not supported. It must be one of ('http', 'https').");
    } else if (!url.matches("(?i)https?://[^\\s/?#]+[^\\s]*")) {
      add(path + field, "URL_TYPE_INVALID_URL", "Not a well formed URL.");
    }
  }
}
