package dev.caravan.wiring.routes;

import dev.caravan.message.Texts;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Follows a path of names, such as {@code .message.target}, through a record's accessors. */
final class RecordPath {
  private RecordPath() {}

  /** Why the path leads nowhere; empty where it leads somewhere, or out of the records. */
  static Optional<String> fault(Class<?> root, String path) {
    Class<?> at = root;
    for (String part : path.split("\\.", -1)) {
      String name = part.replaceAll("[?\\[(].*", "");
      if (name.isEmpty()) {
        continue;
      }
      Optional<Method> accessor = accessor(at, name, part.contains("("));
      if (accessor.isEmpty()) {
        return Optional.of(nowhere(at, name));
      }
      at = accessor.get().getReturnType();
      if (part.contains("[") || !at.getName().startsWith("dev.caravan.") || at.isInterface()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Optional<Method> accessor(Class<?> type, String name, boolean called) {
    String capital = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    Set<String> names = Set.of(name, "get" + capital, "is" + capital);
    return Arrays.stream(type.getMethods())
        .filter(m -> names.contains(m.getName()) && (called || m.getParameterCount() == 0))
        .findFirst();
  }

  private static String nowhere(Class<?> type, String name) {
    List<String> names = accessors(type).map(Method::getName).distinct().sorted().toList();
    String near =
        Texts.nearest(name, names)
            .or(() -> deeper(type, name))
            .map(n -> "; did you mean " + n + "?")
            .orElse(".");
    return "leads nowhere: %s has no '%s', but %s%s"
        .formatted(
            type.getSimpleName(), name, names.stream().collect(Collectors.joining(", ")), near);
  }

  /** The same question to the records below, nearest first. */
  private static Optional<String> deeper(Class<?> type, String name) {
    record Place(Class<?> type, String prefix) {}
    Deque<Place> open = new ArrayDeque<>(List.of(new Place(type, "")));
    Set<Class<?>> seen = new HashSet<>();
    while (!open.isEmpty()) {
      Place place = open.removeFirst();
      if (place.type().isRecord() && seen.add(place.type())) {
        List<String> names = accessors(place.type()).map(Method::getName).toList();
        Optional<String> near = Texts.nearest(name, names);
        if (near.isPresent()) {
          return Optional.of(place.prefix() + near.get());
        }
        accessors(place.type())
            .forEach(
                m ->
                    open.addLast(new Place(m.getReturnType(), place.prefix() + m.getName() + ".")));
      }
    }
    return Optional.empty();
  }

  private static Stream<Method> accessors(Class<?> type) {
    Set<String> plumbing = Set.of("toString", "hashCode", "clone", "notify", "notifyAll");
    return Arrays.stream(type.getDeclaredMethods())
        .filter(m -> Modifier.isPublic(m.getModifiers()) && !Modifier.isStatic(m.getModifiers()))
        .filter(m -> m.getParameterCount() == 0 && !plumbing.contains(m.getName()));
  }
}
