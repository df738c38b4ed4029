package dev.caravan.wiring.routes;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The {@code direct:} endpoints that a route file consumes from and calls. */
final class Directs {
  private static final Set<String> CALLING =
      Set.of("to", "toD", "wireTap", "enrich", "poll", "pollEnrich");

  private Directs() {}

  /**
   * One call of a direct endpoint.
   *
   * @param name what follows {@code direct:}, which may hold an expression
   * @param blocks whether a caller waits where nobody consumes from it
   */
  record Call(String name, boolean blocks, RouteTree.Entry at) {
    boolean dynamic() {
      return name.contains("${") || name.contains("$simple{");
    }
  }

  /** The name that the file's route consumes from; empty where it begins elsewhere. */
  static Optional<String> consumed(RouteTree tree) {
    return tree.named("from").flatMap(Directs::call).map(Call::name).findFirst();
  }

  /** Every call, in the order of the file. */
  static Stream<Call> calls(RouteTree tree) {
    return tree.entries().stream().filter(e -> CALLING.contains(e.key())).flatMap(Directs::call);
  }

  private static Stream<Call> call(RouteTree.Entry entry) {
    String uri = entry.text() == null ? entry.child("uri") : entry.text();
    if (uri == null) {
      return Stream.empty();
    }
    String query = uri.contains("?") ? uri.substring(uri.indexOf('?')) : "";
    String path = uri.substring(0, uri.length() - query.length());
    String name = name(path, entry);
    if (name == null) {
      return Stream.empty();
    }
    RouteTree.Entry parameters =
        new RouteTree.Entry(
            "parameters",
            java.util.Objects.requireNonNullElse(
                RouteTree.below(entry.value(), "parameters"), entry.value()),
            entry.line(),
            entry.path());
    boolean open = query.contains("block=false") || "false".equals(parameters.child("block"));
    return Stream.of(new Call(name, !open, entry));
  }

  private static @Nullable String name(String path, RouteTree.Entry entry) {
    if (path.equals("direct")) {
      return RouteTree.text(RouteTree.below(RouteTree.below(entry.value(), "parameters"), "name"));
    }
    return path.startsWith("direct:")
        ? path.substring("direct:".length()).replaceFirst("^//", "")
        : null;
  }
}
