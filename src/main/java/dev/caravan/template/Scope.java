package dev.caravan.template;

import com.samskivert.mustache.Template;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values by name, as a template sees them: the library is given these and plain values alone, so
 * that it never looks into an object.
 *
 * @param spared names that are null here where nothing has them
 */
record Scope(Map<String, ?> values, Set<String> spared, Steps steps) {
  /** A value that has every name and says nothing. */
  static final Object ANYTHING = new Anything();

  /** Of a class of its own: the library remembers by the class how a value is read. */
  private static final class Anything {}

  /** A list, each of whose rounds is counted. */
  record Items(List<?> all, Steps steps) {
    Iterator<Object> iterator() {
      Iterator<?> rounds = all.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return rounds.hasNext();
        }

        @Override
        public Object next() {
          steps.round();
          Object item = rounds.next();
          return item == null ? "" : wrapped(item, steps);
        }
      };
    }
  }

  /** The value of a name, dotted or not; the library's own sign where it is unknown here. */
  @Nullable Object get(String name) {
    steps.lookUp();
    if (values.containsKey(name)) {
      return seen(values.get(name));
    }
    int dot = name.indexOf('.');
    Object within = dot < 0 ? null : values.get(name.substring(0, dot));
    if (within instanceof Map<?, ?> map) {
      Object found = new Scope(named(map), Set.of(), steps).get(name.substring(dot + 1));
      if (found != Template.NO_FETCHER_FOUND) {
        return found;
      }
    }
    return spared.contains(name) ? null : Template.NO_FETCHER_FOUND;
  }

  /** An empty text is as good as none, so that a default stands in for it too. */
  private @Nullable Object seen(@Nullable Object value) {
    return value == null || value.equals("") ? null : wrapped(value, steps);
  }

  private static Object wrapped(Object value, Steps steps) {
    if (value instanceof Map<?, ?> map) {
      return new Scope(named(map), Set.of(), steps);
    }
    return value instanceof List<?> list ? new Items(list, steps) : value;
  }

  /** JSON has no other keys. */
  @SuppressWarnings("unchecked")
  private static Map<String, ?> named(Map<?, ?> map) {
    return (Map<String, ?>) map;
  }
}
