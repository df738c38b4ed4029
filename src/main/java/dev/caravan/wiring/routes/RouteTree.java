package dev.caravan.wiring.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A route file as a tree whose every entry knows its line. */
final class RouteTree {
  private final RouteFile file;
  private final List<Entry> entries = new ArrayList<>();

  /** One key with its value; the path holds the keys above it, outermost first. */
  record Entry(String key, Node value, int line, List<String> path) {

    /** The value of a key right below this one, as text; null where there is none. */
    @Nullable String child(String name) {
      return RouteTree.text(below(value, name));
    }

    /** The value as text; null where it is no single value. */
    @Nullable String text() {
      return RouteTree.text(value);
    }
  }

  private RouteTree(RouteFile file) {
    this.file = file;
  }

  /** Reads the file; one that is no YAML throws {@link Unreadable}. */
  static RouteTree of(RouteFile file) {
    RouteTree tree = new RouteTree(file);
    try {
      Optional<Node> root =
          new Compose(LoadSettings.builder().setLabel(file.name()).build())
              .composeString(file.text());
      if (!(root.orElse(null) instanceof SequenceNode list)) {
        throw new Unreadable(
            Violation.fault(
                file.name(), 1, "holds no list; begin it with '- route:', as the built-in files"));
      }
      list.getValue().forEach(item -> tree.add(item, List.of()));
      return tree;
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      throw new Unreadable(
          Violation.fault(file.name(), line, "is no YAML: " + e.getProblem() + "."));
    } catch (YamlEngineException e) {
      String why = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
      throw new Unreadable(Violation.fault(file.name(), 0, "is no YAML: " + why + "."));
    }
  }

  private void add(Node node, List<String> path) {
    if (node instanceof SequenceNode list) {
      list.getValue().forEach(item -> add(item, path));
    }
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        String key = String.valueOf(text(tuple.getKeyNode()));
        Entry entry = new Entry(key, tuple.getValueNode(), line(tuple.getKeyNode()), path);
        entries.add(entry);
        add(tuple.getValueNode(), Stream.concat(path.stream(), Stream.of(key)).toList());
      }
    }
  }

  RouteFile file() {
    return file;
  }

  /** Every entry, in the order of the file. */
  List<Entry> entries() {
    return entries;
  }

  /** The entries of a key, wherever they stand. */
  Stream<Entry> named(String key) {
    return entries.stream().filter(e -> e.key().equals(key));
  }

  /** The entries of the file's own list. */
  Stream<Entry> roots() {
    return entries.stream().filter(e -> e.path().isEmpty());
  }

  List<Entry> routes() {
    return roots().filter(e -> e.key().equals("route") || e.key().equals("from")).toList();
  }

  /** The id of the file's one route; empty where it has none or holds no route. */
  Optional<String> routeId() {
    return routes().stream().findFirst().map(route -> route.child("id"));
  }

  /** The id of the file's route, else of what else it holds, such as {@code rest}. */
  Optional<String> id() {
    return routeId()
        .or(() -> roots().flatMap(e -> Optional.ofNullable(e.child("id")).stream()).findFirst());
  }

  /** Whether it can be put in force live: one route, and at most beans beside it. */
  boolean live() {
    return routes().size() == 1
        && roots().allMatch(e -> e.key().equals("route") || e.key().equals("beans"));
  }

  Violation fault(Entry at, String text) {
    return Violation.fault(file.name(), at.line(), text);
  }

  Violation advice(Entry at, String text) {
    return Violation.advice(file.name(), at.line(), text);
  }

  static @Nullable Node below(@Nullable Node node, String key) {
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (key.equals(text(tuple.getKeyNode()))) {
          return tuple.getValueNode();
        }
      }
    }
    return null;
  }

  static @Nullable String text(@Nullable Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : null;
  }

  static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  /** The file is no list of YAML items. */
  static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Violation violation;

    Unreadable(Violation violation) {
      super(violation.toString());
      this.violation = violation;
    }

    Violation violation() {
      return violation;
    }
  }
}
