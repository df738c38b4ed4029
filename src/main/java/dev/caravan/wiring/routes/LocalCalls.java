package dev.caravan.wiring.routes;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks what a route without Java says to the bean {@code local}; Camel finds it at a call. */
final class LocalCalls {
  /** RFC 6901, section 3. */
  private static final Pattern POINTER = Pattern.compile("(/([^~]|~[01])*)+");

  private static final Pattern SECOND =
      Pattern.compile("^\\w+\\([^,]*,\\s*(['\"]?)(.*)\\1\\s*\\)$");

  private LocalCalls() {}

  static List<Violation> check(RouteTree tree) {
    return tree.entries().stream()
        .flatMap(
            entry ->
                Stream.concat(
                    outcome(entry).map(why -> tree.fault(entry, why)).stream(),
                    post(entry).map(why -> tree.fault(entry, why)).stream()))
        .toList();
  }

  /** Whether the entry is a step that calls this method of the bean. */
  static boolean is(RouteTree.Entry entry, String method) {
    return entry.key().equals("bean")
        && "local".equals(entry.child("ref"))
        && String.valueOf(entry.child("method")).matches(method + "(\\(.*\\))?");
  }

  private static Optional<String> outcome(RouteTree.Entry entry) {
    if (!is(entry, "outcome")) {
      return Optional.empty();
    }
    String written = second(entry).orElse("");
    return written.startsWith("${") || POINTER.matcher(written).matches()
        ? Optional.empty()
        : Optional.of(
            "outcome() needs a JSON pointer to the id in the platform's answer, not '%s'; write for example outcome(${exchange}, '/id')."
                .formatted(written));
  }

  private static Optional<String> post(RouteTree.Entry entry) {
    if (!is(entry, "post")) {
      return Optional.empty();
    }
    String written = second(entry).orElse("");
    return written.startsWith("${") || written.startsWith("/")
        ? Optional.empty()
        : Optional.of(
            "post() needs a path of the connection, not '%s'; write for example post(${exchange}, '/api/messages')."
                .formatted(written));
  }

  private static Optional<String> second(RouteTree.Entry entry) {
    Matcher call = SECOND.matcher(String.valueOf(entry.child("method")).strip());
    return call.matches() ? Optional.of(call.group(2)) : Optional.empty();
  }
}
