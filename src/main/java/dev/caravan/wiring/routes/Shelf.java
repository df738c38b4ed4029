package dev.caravan.wiring.routes;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Every route file there is: the hub's own, the site's, their good copies, and those in force. */
final class Shelf {
  final RouteFolder site;
  final RouteFolder good;
  final Map<String, RouteFile> builtIn = BuiltInRoutes.all();
  final RouteSet inForce;
  final Standing standing = new Standing();
  private final InstantSource clock;
  private final LiveRoutes.InForce policy;

  Shelf(
      LiveRoutes.Folders folders,
      Workbench bench,
      Policies policies,
      LiveRoutes.InForce policy,
      InstantSource clock) {
    site = new RouteFolder(folders.site());
    good = new RouteFolder(folders.good());
    inForce = new RouteSet(builtIn.values(), bench, policies);
    this.policy = policy;
    this.clock = clock;
  }

  /** The file, if nothing is wrong with it; else the standing tells what is. */
  Optional<RouteTree> checked(RouteFolder folder, String name) {
    List<Violation> faults;
    try {
      RouteTree tree = RouteTree.of(folder.read(name));
      faults = inForce.check(tree).stream().filter(v -> !v.advice()).toList();
      if (faults.isEmpty()) {
        return Optional.of(tree);
      }
    } catch (RouteTree.Unreadable e) {
      faults = List.of(e.violation());
    }
    standing.faulty(name, String.join(" ", faults.stream().map(Violation::toString).toList()));
    return Optional.empty();
  }

  /** What is in force in the place of a file that is not, in a sentence. */
  String instead(String name) {
    RouteTree tree = inForce.get(name);
    if (tree == null) {
      return "Nothing stands in for it.";
    }
    return tree.file().source() == RouteFile.Source.SITE
        ? "The version before it is in force."
        : "The built-in file is in force.";
  }

  /** Notes that the file works: it has no fault any more, and a copy of it is kept. */
  void keep(RouteTree tree) {
    loaded(tree.file().name());
    good.keep(tree.file());
  }

  void loaded(String name) {
    standing.loaded(name, clock.instant());
  }

  void tellPolicy() {
    RouteTree tree = inForce.get(RouteFile.POLICY);
    if (tree != null) {
      policy.policy(tree.file().name(), tree.file().hash());
    }
  }

  /** Tries each, and those that failed again while any other succeeds: they may need each other. */
  static void eachUntilNoneSucceeds(Iterable<String> names, Predicate<String> attempt) {
    List<String> open = new ArrayList<>();
    names.forEach(open::add);
    boolean more = true;
    while (more) {
      more = open.removeIf(attempt);
    }
  }
}
