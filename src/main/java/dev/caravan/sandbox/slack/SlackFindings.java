package dev.caravan.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with a message's blocks, in Slack's words and with its JSON pointers. */
final class SlackFindings {
  private final List<String> found = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  List<String> all() {
    return List.copyOf(found);
  }

  void add(String pointer, String finding) {
    found.add(finding + " [json-pointer:" + pointer + "]");
  }

  /** The field must be there; otherwise nothing more is said of it. */
  boolean needs(JsonNode holder, String field, String pointer) {
    if (holder.path(field).isMissingNode()) {
      add(pointer, "missing required field: " + field);
      return false;
    }
    return true;
  }

  /** A plain text of at least one character, where it is there. */
  void length(JsonNode holder, String field, int max, String pointer) {
    JsonNode value = holder.path(field);
    if (value.isMissingNode()) {
      return;
    }
    String at = pointer + "/" + field;
    if (!value.isTextual()) {
      add(at, "must be a string");
    } else if (value.textValue().isEmpty()) {
      add(at, "must be more than 0 characters");
    } else if (value.textValue().codePointCount(0, value.textValue().length()) > max) {
      add(at, "must be less than " + (max + 1) + " characters");
    }
  }

  /** A text object of one of these kinds. */
  void textObject(JsonNode text, Set<String> kinds, int max, String pointer) {
    if (!text.isObject() || !kinds.contains(text.path("type").asText())) {
      add(pointer, "failed to match all allowed schemas");
      return;
    }
    if (needs(text, "text", pointer)) {
      length(text, "text", max, pointer);
    }
  }

  /** A list of 1 to {@code max} entries. */
  boolean items(JsonNode list, int max, String pointer) {
    if (!list.isArray()) {
      add(pointer, "must be an array");
      return false;
    }
    if (list.isEmpty()) {
      add(pointer, "no less than 1 items allowed");
    } else if (list.size() > max) {
      add(pointer, "no more than " + max + " items allowed");
    }
    return true;
  }

  /** An id, where it is there: at most 255 characters and only once in the message. */
  void unique(JsonNode holder, String field, String pointer) {
    length(holder, field, 255, pointer);
    JsonNode id = holder.path(field);
    if (id.isTextual() && !ids.add(field + " " + id.textValue())) {
      add(pointer + "/" + field, "`" + field + "` already exists: " + id.textValue());
    }
  }
}
