package dev.caravan.wiring;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A YAML file whose every fault is told with its line. */
final class Yaml {
  private final String file;

  private Yaml(String file) {
    this.file = file;
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

  /** Refuses keys that nobody knows, with the nearest known one. */
  void onlyKnown(Fields fields, List<String> known, String path) {
    fields
        .values()
        .forEach(
            (key, node) -> {
              if (!known.contains(key)) {
                String near =
                    dev.caravan.message.Texts.nearest(key, known)
                        .map(n -> " Did you mean '" + n + "'?")
                        .orElse("");
                throw new WrongSetting(
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
