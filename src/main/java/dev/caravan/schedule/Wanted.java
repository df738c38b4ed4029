package dev.caravan.schedule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The conditions of a list, of which only those are written that were asked for. */
final class Wanted {
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> values = new LinkedHashMap<>();

  Wanted(String always) {
    conditions.add(always);
  }

  /** Adds a condition that names {@code :name}, unless there is no value for it. */
  void add(String name, @Nullable Object value, String condition) {
    if (value != null) {
      conditions.add(condition);
      values.put(name, value);
    }
  }

  String where() {
    return String.join(" and ", conditions);
  }

  Map<String, Object> values() {
    return values;
  }
}
