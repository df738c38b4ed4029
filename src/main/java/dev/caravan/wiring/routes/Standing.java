package dev.caravan.wiring.routes;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How every route file stands, as health and {@code GET /api/v1/routes} tell it. */
final class Standing {
  private final Map<String, Instant> loadedAt = new ConcurrentHashMap<>();
  private final Map<String, String> faults = new ConcurrentHashMap<>();

  void loaded(String name, Instant at) {
    loadedAt.put(name, at);
    faults.remove(name);
  }

  void faulty(String name, String why) {
    faults.put(name, why);
  }

  void gone(String name) {
    loadedAt.remove(name);
    faults.remove(name);
  }

  /** What is wrong, by file. */
  Map<String, String> faults() {
    return new TreeMap<>(faults);
  }

  /** One item a file, in the order of their names. */
  List<Map<String, @Nullable Object>> items(RouteSet set, Map<String, RouteFile> builtIn) {
    Map<String, RouteTree> inForce = new HashMap<>();
    set.trees().forEach(tree -> inForce.put(tree.file().name(), tree));
    TreeSet<String> names = new TreeSet<>(inForce.keySet());
    names.addAll(faults.keySet());
    return names.stream().map(name -> item(name, inForce.get(name), builtIn)).toList();
  }

  private Map<String, @Nullable Object> item(
      String name, @Nullable RouteTree tree, Map<String, RouteFile> builtIn) {
    String fault = faults.get(name);
    boolean site = tree == null || tree.file().source() == RouteFile.Source.SITE;
    Map<String, @Nullable Object> item = new LinkedHashMap<>();
    item.put("id", tree == null ? null : tree.id().orElse(null));
    item.put("file", name);
    item.put("source", site ? RouteFile.Source.SITE.word : RouteFile.Source.BUILT_IN.word);
    item.put("loaded_at", loadedAt.get(name));
    item.put("status", fault == null ? "in_force" : tree == null ? "absent" : "degraded");
    item.put("last_error", fault);
    item.put("shadows", site && builtIn.containsKey(name) ? RouteFile.Source.BUILT_IN.word : null);
    return item;
  }
}
