package dev.caravan.wiring;

import dev.caravan.message.Durations;
import dev.caravan.platform.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads limits, and the numbers and durations that they are made of. */
final class LimitsReader {
  private final Yaml yaml;

  LimitsReader(Yaml yaml) {
    this.yaml = yaml;
  }

  /** The limits under this key; none where it is absent or says {@code none}. */
  List<Limit> read(Yaml.Fields fields, String key, String path) {
    Node node = fields.values().get(key);
    List<Limit> limits = new ArrayList<>();
    if (node == null || none(node)) {
      return limits;
    }
    int at = 0;
    for (Node item : yaml.items(node, path + "." + key)) {
      String own = path + "." + key + "[" + at++ + "]";
      yaml.heed(() -> limit(item, own)).ifPresent(limits::add);
    }
    return limits;
  }

  /** Whether limits are lifted, as tests and benchmarks need. */
  boolean none(@Nullable Node node) {
    return node != null
        && !(node instanceof SequenceNode)
        && yaml.scalar(node, "limits").equals("none");
  }

  private Limit limit(Node item, String path) {
    Yaml.Fields fields = yaml.fields(item, path);
    yaml.onlyKnown(fields, List.of("count", "per", "burst"), path);
    // Whoever writes a wrong count, and no number, is to hear of the rest too.
    int count =
        yaml.heed(
            () -> number(fields.values().get("count"), item, path + ".count"), Integer.MAX_VALUE);
    Duration window = yaml.heed(() -> window(fields, item, path), Duration.ofSeconds(1));
    Node burst = fields.values().get("burst");
    if (burst == null) {
      return Limit.of(count, window);
    }
    int most = number(burst, item, path + ".burst");
    if (most > count) {
      throw yaml.wrong(burst, path + ".burst", "is " + most + ", above the count of " + count);
    }
    return new Limit(count, window, most);
  }

  private Duration window(Yaml.Fields fields, Node item, String path) {
    Node per = fields.values().get("per");
    if (per == null) {
      throw yaml.wrong(item, path + ".per", "is missing; write for example 1s");
    }
    return duration(per, path + ".per");
  }

  int number(@Nullable Node node, Node parent, String path) {
    String text = node == null ? "" : yaml.scalar(node, path);
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw yaml.wrong(
          node == null ? parent : node, path, "is '" + text + "'; write a whole number from 1");
    }
    return Integer.parseInt(text);
  }

  Duration duration(Node node, String path) {
    String text = yaml.scalar(node, path);
    return Durations.parse(text)
        .orElseThrow(
            () -> yaml.wrong(node, path, "is '" + text + "'; write for example 500ms, 10s or 1m"));
  }
}
