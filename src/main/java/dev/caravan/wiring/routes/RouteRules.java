package dev.caravan.wiring.routes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What holds for every route file, the hub's own and the site's. */
final class RouteRules {
  private static final Set<String> ENDPOINTS = Set.of("to", "from", "wireTap", "poll");

  private RouteRules() {}

  /** What one file does wrong by itself. */
  static List<Violation> file(RouteTree tree) {
    List<Violation> found = new ArrayList<>();
    oneRoute(tree, found);
    tree.routes().forEach(route -> named(tree, route, found));
    comments(tree, found);
    tree.named("circuitBreaker").forEach(breaker -> breaker(tree, breaker, found));
    Directs.calls(tree)
        .filter(call -> call.dynamic() && call.blocks())
        .forEach(
            call ->
                found.add(
                    tree.fault(
                        call.at(),
                        "direct:%s waits 30 s where there is no such route; write direct:%s?block=false."
                            .formatted(call.name(), call.name()))));
    canonical(tree, found);
    found.addAll(BodyPaths.check(tree));
    found.addAll(LocalCalls.check(tree));
    return found;
  }

  private static void oneRoute(RouteTree tree, List<Violation> found) {
    List<RouteTree.Entry> routes = tree.routes();
    if (routes.size() > 1) {
      found.add(
          tree.fault(
              routes.get(1), "is the file's second route; write each into a file of its own."));
    }
  }

  private static void named(RouteTree tree, RouteTree.Entry route, List<Violation> found) {
    String id = route.child("id");
    String usual = tree.file().usualId();
    if (id == null) {
      found.add(
          tree.fault(
              route, "the route has no id; write '- route:' with 'id: " + usual + "' below."));
    } else if (!id.equals(usual)) {
      found.add(
          tree.advice(route, "the id '" + id + "' does not follow the file; write " + usual + "."));
    }
    if (route.child("description") == null) {
      found.add(
          tree.advice(route, "the route has no description; say what goes in and comes out."));
    }
  }

  /** An editor of routes rewrites the file and keeps only the comments at its top. */
  private static void comments(RouteTree tree, List<Violation> found) {
    List<String> lines = tree.file().text().lines().toList();
    int first = 0;
    while (first < lines.size() && !lines.get(first).startsWith("-")) {
      first++;
    }
    for (int i = first; i < lines.size(); i++) {
      if (lines.get(i).strip().startsWith("#")) {
        found.add(
            Violation.advice(
                tree.file().name(),
                i + 1,
                "a comment inside is lost when the file is drawn; write description or note."));
      }
    }
  }

  /** Without the first an open breaker passes as success, without the second no route sees it. */
  private static void breaker(RouteTree tree, RouteTree.Entry breaker, List<Violation> found) {
    String throwing =
        RouteTree.text(
            RouteTree.below(
                RouteTree.below(breaker.value(), "resilience4jConfiguration"),
                "throwExceptionWhenHalfOpenOrOpenState"));
    if (!"true".equals(throwing)) {
      found.add(
          tree.fault(
              breaker,
              "an open breaker would pass as success; write resilience4jConfiguration with"
                  + " throwExceptionWhenHalfOpenOrOpenState: true."));
    }
    if (!"true".equals(breaker.child("inheritErrorHandler"))) {
      found.add(
          tree.fault(
              breaker, "nobody would see the breaker's failure; write inheritErrorHandler: true."));
    }
  }

  private static void canonical(RouteTree tree, List<Violation> found) {
    tree.entries().stream()
        .filter(
            e -> ENDPOINTS.contains(e.key()) && !e.path().contains("rest") && !e.path().isEmpty())
        .forEach(
            e -> {
              String uri = e.child("uri");
              if (e.text() != null || (uri != null && (uri.contains("?") || uri.contains(":")))) {
                found.add(
                    tree.advice(
                        e, "'" + e.key() + "' is written short; write uri and parameters."));
              }
            });
  }

  /** What the files do wrong together: ids used twice, calls that nobody answers. */
  static List<Violation> together(Map<String, RouteTree> trees) {
    List<Violation> found = new ArrayList<>();
    Map<String, String> ids = new HashMap<>();
    trees.forEach(
        (name, tree) ->
            tree.routeId()
                .ifPresent(
                    id -> {
                      String other = ids.putIfAbsent(id, name);
                      if (other != null) {
                        found.add(twice(tree, "the id '" + id + "'", other));
                      }
                    }));
    Map<String, String> doors = new HashMap<>();
    trees.forEach(
        (name, tree) ->
            Directs.consumed(tree)
                .ifPresent(
                    door -> {
                      String other = doors.putIfAbsent(door, name);
                      if (other != null) {
                        found.add(twice(tree, "direct:" + door, other));
                      }
                    }));
    trees.values().forEach(tree -> dangling(tree, doors.keySet(), found));
    return found;
  }

  private static Violation twice(RouteTree tree, String what, String other) {
    return tree.fault(
        tree.routes().get(0), what + " is taken by " + other + "; choose another name.");
  }

  private static void dangling(RouteTree tree, Set<String> doors, List<Violation> found) {
    Directs.calls(tree)
        .filter(call -> !call.dynamic() && !doors.contains(call.name()))
        .filter(call -> !call.name().contains("{{"))
        .forEach(
            call -> {
              String text =
                  "nobody consumes from direct:%s; there are %s."
                      .formatted(
                          call.name(), doors.stream().sorted().collect(Collectors.joining(", ")));
              found.add(call.blocks() ? tree.fault(call.at(), text) : tree.advice(call.at(), text));
            });
  }
}
