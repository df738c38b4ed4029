package dev.caravan.wiring.routes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/** The files in force together, and whether one more would fit among them. */
final class RouteSet {
  // Replaced as a whole, so that whoever asks how the files stand never waits for a swap.
  private volatile Map<String, RouteTree> trees;
  private final Map<String, String> builtInIds = new LinkedHashMap<>();
  private final Workbench bench;
  private final Policies policies;

  RouteSet(Collection<RouteFile> builtIn, Workbench bench, Policies policies) {
    this.bench = bench;
    this.policies = policies;
    Map<String, RouteTree> own = new LinkedHashMap<>();
    for (RouteFile file : builtIn) {
      RouteTree tree = RouteTree.of(file);
      own.put(file.name(), tree);
      tree.routeId().ifPresent(id -> builtInIds.put(file.name(), id));
    }
    trees = own;
  }

  Collection<RouteTree> trees() {
    return trees.values();
  }

  @Nullable RouteTree get(String name) {
    return trees.get(name);
  }

  void put(RouteTree tree) {
    Map<String, RouteTree> with = new LinkedHashMap<>(trees);
    with.put(tree.file().name(), tree);
    trees = with;
  }

  void remove(String name) {
    Map<String, RouteTree> without = new LinkedHashMap<>(trees);
    without.remove(name);
    trees = without;
  }

  /** Everything wrong with the file in the place of its namesake; no faults mean that it works. */
  List<Violation> check(RouteTree tree) {
    List<Violation> found = new ArrayList<>(RouteRules.file(tree));
    Map<String, RouteTree> with = new LinkedHashMap<>(trees);
    with.remove(tree.file().name());
    with.put(tree.file().name(), tree);
    RouteRules.together(with).stream()
        .filter(v -> v.file().equals(tree.file().name()))
        .forEach(found::add);
    String shadowed = builtInIds.get(tree.file().name());
    if (shadowed != null && !shadowed.equals(tree.routeId().orElse(null))) {
      found.add(
          Violation.fault(
              tree.file().name(),
              1,
              "replaces the built-in file, so its route's id must stay " + shadowed + "."));
    }
    Function<CamelContext, Optional<Violation>> trial = context -> Optional.empty();
    Map<String, Object> instead = Map.of();
    if (tree.file().name().equals(RouteFile.POLICY)) {
      found.addAll(policies.steps(tree));
      trial = context -> policies.trial(tree.file().name(), context);
      instead = policies.beans();
    }
    if (found.stream().allMatch(Violation::advice)) {
      Workbench own = bench.with(instead);
      List<RouteFile> others = needed(tree, with);
      Optional<Violation> fault = own.fault(tree, others, trial);
      fault.ifPresent(found::add);
      fault
          .map(
              first ->
                  FurtherFaults.after(
                      first, tree, rest -> own.fault(rest, others, context -> Optional.empty())))
          .ifPresent(found::addAll);
    }
    return found;
  }

  /** What the file cannot start without: configurations, beans, and the routes that it calls. */
  private static List<RouteFile> needed(RouteTree tree, Map<String, RouteTree> with) {
    Map<String, RouteTree> doors = new LinkedHashMap<>();
    with.values().forEach(t -> Directs.consumed(t).ifPresent(door -> doors.put(door, t)));
    Map<String, RouteTree> needed = new LinkedHashMap<>();
    for (RouteTree other : with.values()) {
      boolean rest = other.roots().anyMatch(e -> e.key().equals("rest"));
      boolean beans = other.roots().anyMatch(e -> e.key().equals("beans"));
      if (beans || (other.routes().isEmpty() && !rest)) {
        needed.put(other.file().name(), other);
      }
    }
    Deque<RouteTree> open = new ArrayDeque<>(List.of(tree));
    while (!open.isEmpty()) {
      Directs.calls(open.removeFirst())
          .map(call -> doors.get(call.name()))
          .filter(t -> t != null && needed.putIfAbsent(t.file().name(), t) == null)
          .forEach(open::addLast);
    }
    needed.remove(tree.file().name());
    return needed.values().stream().map(RouteTree::file).toList();
  }
}
