package dev.caravan.wiring.routes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Route files as the command line handles them: named, checked, copied, never run. */
public final class RouteFiles {
  private RouteFiles() {}

  /** The built-in files' names without their suffix, such as {@code flow/govern}. */
  public static List<String> builtIns() {
    return BuiltInRoutes.all().keySet().stream().map(n -> n.replace(RouteFile.SUFFIX, "")).toList();
  }

  /** The text of a built-in file, by its name with or without the suffix. */
  public static Optional<String> builtIn(String name) {
    return Optional.ofNullable(BuiltInRoutes.all().get(file(name))).map(RouteFile::text);
  }

  /** The name with its suffix. */
  public static String file(String name) {
    return name.endsWith(RouteFile.SUFFIX) ? name : name + RouteFile.SUFFIX;
  }

  /** Everything wrong with the folder's files, each seen among all others and the built-in ones. */
  public static List<Violation> check(Path folder, Workbench bench, Policies policies) {
    return check(BuiltInRoutes.all().values(), new RouteFolder(folder), bench, policies);
  }

  private static List<Violation> check(
      Collection<RouteFile> builtIn, RouteFolder folder, Workbench bench, Policies policies) {
    RouteSet set = new RouteSet(builtIn, bench, policies);
    Map<String, RouteTree> trees = new TreeMap<>();
    List<Violation> found = new ArrayList<>();
    for (String name : folder.files().keySet()) {
      try {
        RouteTree tree = RouteTree.of(folder.read(name));
        trees.put(name, tree);
        set.put(tree);
      } catch (RouteTree.Unreadable e) {
        found.add(e.violation());
      }
    }
    trees.values().forEach(tree -> found.addAll(set.check(tree)));
    return found;
  }

  /** The {@code direct:} endpoints that are consumed from once the folder's files are in force. */
  public static Set<String> doors(Path folder) {
    Map<String, RouteTree> trees = new TreeMap<>();
    BuiltInRoutes.all().forEach((name, file) -> trees.put(name, RouteTree.of(file)));
    RouteFolder site = new RouteFolder(folder);
    for (String name : site.files().keySet()) {
      try {
        trees.put(name, RouteTree.of(site.read(name)));
      } catch (RouteTree.Unreadable told) {
        // The check of the file says so.
      }
    }
    return doors(trees.values());
  }

  static Set<String> doors(Collection<RouteTree> trees) {
    return trees.stream()
        .flatMap(tree -> Directs.consumed(tree).stream())
        .collect(Collectors.toSet());
  }

  /** Everything wrong with the built-in files themselves, by file. */
  public static Map<String, List<Violation>> checkBuiltIn(Workbench bench, Policies policies) {
    Map<String, RouteFile> files = BuiltInRoutes.all();
    RouteSet set = new RouteSet(files.values(), bench, policies);
    Map<String, List<Violation>> found = new TreeMap<>();
    set.trees().forEach(tree -> found.put(tree.file().name(), set.check(tree)));
    return found;
  }
}
