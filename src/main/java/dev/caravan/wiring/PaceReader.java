package dev.caravan.wiring;

import dev.caravan.platform.Capabilities;
import dev.caravan.platform.Connection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads how much of its limits a connection uses, and how many calls it makes at once. */
final class PaceReader {
  /** Enough for what answers at once, few enough for what does not; moved by how it answers. */
  static final Connection.Calls CALLS = new Connection.Calls(8, 2, 16);

  private static final double HEADROOM = 0.9;
  private static final int MOST_CALLS = 256;
  private static final double MOST_FACTOR = 2;

  private final Yaml yaml;
  private final LimitsReader numbers;

  PaceReader(Yaml yaml) {
    this.yaml = yaml;
    this.numbers = new LimitsReader(yaml);
  }

  /** The pace where nothing is said. */
  static Connection.Pace usual(Capabilities.Traffic published) {
    return new Connection.Pace(HEADROOM, published.vague(), 1, List.of());
  }

  /** The keys {@code headroom}, {@code adaptive} and {@code adaptiveMax}. */
  Connection.Pace pace(Yaml.Fields fields, String path, Capabilities.Traffic published) {
    Node adaptive = fields.values().get("adaptive");
    Node most = fields.values().get("adaptiveMax");
    boolean follows =
        adaptive == null
            ? published.vague()
            : yaml.heed(() -> flag(adaptive, path + ".adaptive"), true);
    if (most != null && !follows) {
      yaml.note(
          yaml.wrong(
              most,
              path + ".adaptiveMax",
              "has no effect without adaptive: true; write both or none"));
    }
    double factor = most == null ? 1 : yaml.heed(() -> factor(most, path + ".adaptiveMax"), 1.0);
    return new Connection.Pace(
        yaml.heed(() -> headroom(fields.values().get("headroom"), path + ".headroom"), HEADROOM),
        follows,
        factor,
        factor > 1 ? published.connection() : List.of());
  }

  private boolean flag(Node node, String path) {
    String text = yaml.scalar(node, path);
    if (!text.equals("true") && !text.equals("false")) {
      throw yaml.wrong(node, path, "is '" + text + "'; write true or false");
    }
    return text.equals("true");
  }

  private double factor(Node node, String path) {
    String text = yaml.scalar(node, path);
    if (!text.matches("[12](\\.\\d+)?") || Double.parseDouble(text) > MOST_FACTOR) {
      throw yaml.wrong(
          node, path, "is '" + text + "'; write a number from 1.0 to 2.0, for example 1.5");
    }
    return Double.parseDouble(text);
  }

  private double headroom(@Nullable Node node, String path) {
    if (node == null) {
      return HEADROOM;
    }
    String text = yaml.scalar(node, path);
    if (!text.matches("(0\\.\\d+|1(\\.0+)?)") || Double.parseDouble(text) <= 0) {
      throw yaml.wrong(
          node, path, "is '" + text + "'; write a number above 0 and at most 1, for example 0.9");
    }
    return Double.parseDouble(text);
  }

  /**
   * The key {@code concurrency}: a number that stays, or where it starts and between what it moves.
   */
  Connection.Calls calls(Yaml.Fields fields, String path) {
    Node node = fields.values().get("concurrency");
    String own = path + ".concurrency";
    if (node == null) {
      return CALLS;
    }
    if (!(node instanceof MappingNode)) {
      int fixed = most(node, own);
      return new Connection.Calls(fixed, fixed, fixed);
    }
    Yaml.Fields range = yaml.fields(node, own);
    yaml.onlyKnown(range, List.of("start", "min", "max"), own);
    int min = part(range, "min", own, CALLS.min());
    int max = part(range, "max", own, Math.max(min, CALLS.max()));
    int start = part(range, "start", own, Math.max(min, Math.min(max, CALLS.start())));
    if (min > start || start > max) {
      throw yaml.wrong(
          node,
          own,
          "starts at %d between %d and %d; write min <= start <= max, for example {start: 8, min: 2, max: 16}"
              .formatted(start, min, max));
    }
    return new Connection.Calls(start, min, max);
  }

  private int part(Yaml.Fields range, String key, String path, int usual) {
    Node node = range.values().get(key);
    return node == null ? usual : most(node, path + "." + key);
  }

  private int most(Node node, String path) {
    int value = numbers.number(node, node, path);
    if (value > MOST_CALLS) {
      throw yaml.wrong(
          node, path, "is " + value + "; write a whole number from 1 to " + MOST_CALLS);
    }
    return value;
  }
}
