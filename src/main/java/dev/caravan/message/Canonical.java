package dev.caravan.message;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One text for a value as JSON has it, whatever the order in which its fields were written. */
final class Canonical {
  private Canonical() {}

  /** The text of maps, lists, texts, numbers, booleans and null; it tells 1 from "1". */
  static String of(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      TreeMap<String, String> fields = new TreeMap<>();
      map.forEach((name, field) -> fields.put(quoted(String.valueOf(name)), of(field)));
      return fields.toString();
    }
    if (value instanceof Iterable<?> list) {
      return java.util.stream.StreamSupport.stream(list.spliterator(), false)
          .map(Canonical::of)
          .collect(Collectors.joining(",", "[", "]"));
    }
    return value instanceof String text ? quoted(text) : String.valueOf(value);
  }

  /** Preceded by its length, so that no text can look like the end of itself. */
  private static String quoted(String text) {
    return text.length() + "\"" + text;
  }
}
