package dev.caravan.wiring;

import dev.caravan.message.Texts;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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

/** A YAML file whose every fault is told with its line. */
final class Yaml {
  private final String file;
  private final List<String> faults = new ArrayList<>();

  private Yaml(String file) {
    this.file = file;
  }

  /**
   * What was read, or {@code otherwise} after a fault, which {@link #done} tells with the others.
   */
  <T> T heed(Supplier<T> reading, T otherwise) {
    try {
      return reading.get();
    } catch (WrongSetting e) {
      faults.add(String.valueOf(e.getMessage()));
      return otherwise;
    }
  }

  /** As {@link #heed(Supplier, Object)}, of what may be absent, and is so after a fault. */
  <T> Optional<T> heed(Supplier<T> reading) {
    return heed(() -> Optional.of(reading.get()), Optional.empty());
  }

  /** Notes a fault; the reading goes on. */
  void note(WrongSetting fault) {
    faults.add(String.valueOf(fault.getMessage()));
  }

  /** Ends the reading: throws {@link WrongSetting} with every fault, where there is any. */
  void done() {
    if (!faults.isEmpty()) {
      throw WrongSetting.all(faults);
    }
  }

  /** The nearest of what there is, as the end of a sentence; empty where none is near. */
  static String near(String name, Collection<String> known) {
    return Texts.nearest(name, known).map(n -> " (did you mean '" + n + "'?)").orElse("");
  }

  /** The root of a file, which must be a mapping. */
  static Map.Entry<Yaml, Fields> read(Path file) {
    try (Reader in = Files.newBufferedReader(file)) {
      return read(file.toString(), in);
    } catch (IOException e) {
      throw new WrongSetting(file + " cannot be read: " + e.getMessage() + ".");
    }
  }

  /** The root of a file in the hub's own jar. */
  static Map.Entry<Yaml, Fields> resource(String name) {
    try (Reader in =
        new InputStreamReader(
            Objects.requireNonNull(Yaml.class.getResourceAsStream(name), name),
            StandardCharsets.UTF_8)) {
      return read(name, in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map.Entry<Yaml, Fields> read(String file, Reader in) {
    Yaml yaml = new Yaml(file);
    try {
      Optional<Node> root = new Compose(LoadSettings.builder().build()).composeReader(in);
      return Map.entry(yaml, yaml.fields(root.orElse(null), ""));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      throw new WrongSetting(
          file + ", line " + line + ": this is no YAML: " + e.getProblem() + ".");
    } catch (YamlEngineException e) {
      throw new WrongSetting(
          file + " is no YAML: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " ") + ".");
    }
  }

  /** The fields of a mapping, in their order. */
  record Fields(Map<String, Node> values, Map<String, Integer> lines, int line) {}

  Fields fields(@Nullable Node node, String path) {
    if (!(node instanceof MappingNode mapping)) {
      throw wrong(node, path.isEmpty() ? "the file" : path, "must be a mapping of keys to values");
    }
    Map<String, Node> values = new LinkedHashMap<>();
    Map<String, Integer> at = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = ((ScalarNode) tuple.getKeyNode()).getValue();
      values.put(key, tuple.getValueNode());
      at.put(key, line(tuple.getKeyNode()));
    }
    return new Fields(values, at, line(node));
  }

  List<Node> items(Node node, String path) {
    if (!(node instanceof SequenceNode sequence)) {
      throw wrong(node, path, "must be a list");
    }
    return sequence.getValue();
  }

  String scalar(Node node, String path) {
    if (!(node instanceof ScalarNode scalar)) {
      throw wrong(node, path, "must be one value");
    }
    return scalar.getValue();
  }

  /** Notes keys that nobody knows, with the nearest known one. */
  void onlyKnown(Fields fields, List<String> known, String path) {
    fields
        .values()
        .forEach(
            (key, node) -> {
              if (!known.contains(key)) {
                String near =
                    Texts.nearest(key, known).map(n -> " Did you mean '" + n + "'?").orElse("");
                faults.add(
                    file
                        + ", line "
                        + fields.lines().get(key)
                        + ": "
                        + path
                        + "."
                        + key
                        + " is no key here; there are "
                        + known.stream().collect(Collectors.joining(", "))
                        + "."
                        + near);
              }
            });
  }

  WrongSetting wrong(@Nullable Node node, String path, String rule) {
    return new WrongSetting(file + ", line " + line(node) + ": " + path + " " + rule + ".");
  }

  private static int line(@Nullable Node node) {
    return node == null ? 1 : node.getStartMark().map(m -> m.getLine() + 1).orElse(1);
  }
}
