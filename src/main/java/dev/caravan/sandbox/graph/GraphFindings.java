package dev.caravan.sandbox.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is wrong with a request: the first thing found is what Meta answers with. */
public final class GraphFindings {
  private final Wording wording;
  private @Nullable GraphError first;

  public GraphFindings(Wording wording) {
    this.wording = wording;
  }

  /** How a platform words what is wrong with a parameter. */
  public interface Wording {
    GraphError unknown(String key, String param);

    GraphError missing(String param);

    GraphError length(String param, int most);

    GraphError count(String param, int most);

    GraphError value(String param, String why);

    /** The name of a key within a parameter. */
    String within(String param, String key);
  }

  public Optional<GraphError> first() {
    return Optional.ofNullable(first);
  }

  public void add(GraphError error) {
    if (first == null) {
      first = error;
    }
  }

  /** A value that is there and wrong. */
  public void value(String param, String why) {
    add(wording.value(param, why));
  }

  /** The object at {@code key}, which must be there and have none but these keys; else missing. */
  public JsonNode object(JsonNode holder, String param, String key, Set<String> keys) {
    JsonNode object = holder.path(key);
    String name = wording.within(param, key);
    if (!object.isObject()) {
      add(
          object.isMissingNode()
              ? wording.missing(name)
              : wording.value(name, "must be an object"));
      return object;
    }
    onlyKnown(object, name, keys);
    return object;
  }

  /** None but these keys. */
  public void onlyKnown(JsonNode object, String name, Set<String> keys) {
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String one = names.next();
      if (!keys.contains(one)) {
        add(wording.unknown(one, name));
      }
    }
  }

  /** A text that must be there, of 1 to {@code most} characters, not all of them white space. */
  public void text(JsonNode holder, String param, String key, int most) {
    if (holder.path(key).isMissingNode() || holder.path(key).asText().isBlank()) {
      add(wording.missing(wording.within(param, key)));
    } else {
      optionalText(holder, param, key, most);
    }
  }

  /** A text of at most {@code most} characters, where it is there. */
  public void optionalText(JsonNode holder, String param, String key, int most) {
    JsonNode text = holder.path(key);
    if (text.isMissingNode()) {
      return;
    }
    if (!text.isTextual()) {
      value(wording.within(param, key), "must be a string");
    } else if (text.textValue().codePointCount(0, text.textValue().length()) > most) {
      add(wording.length(wording.within(param, key), most));
    }
  }

  /** A list of 1 to {@code most} entries, which must be there. */
  public JsonNode list(JsonNode holder, String param, String key, int most) {
    JsonNode list = holder.path(key);
    String name = wording.within(param, key);
    if (!list.isArray()) {
      add(list.isMissingNode() ? wording.missing(name) : wording.value(name, "must be an array"));
    } else if (list.isEmpty() || list.size() > most) {
      add(wording.count(name, most));
    }
    return list;
  }
}
