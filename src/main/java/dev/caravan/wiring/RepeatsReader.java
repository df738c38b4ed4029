package dev.caravan.wiring;

import dev.caravan.message.Durations;
import dev.caravan.message.Word;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Connection.OnUnknown;
import dev.caravan.platform.Connection.Order;
import dev.caravan.platform.Connection.Repeats;
import dev.caravan.platform.Retry;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what a connection does about sends that failed, or whose end nobody saw. */
record RepeatsReader(Yaml yaml, LimitsReader values, Repeats usual) {

  private static final Duration USUAL_LONGEST = Duration.ofMinutes(5);

  /** What a connection does that says nothing of it: the hub's {@code caravan.retry.*}. */
  static Repeats usual(Settings settings) {
    return new Repeats(
        OnUnknown.HOLD,
        Order.FIFO,
        new Retry(
            settings.integer("caravan.retry.attempts"),
            settings.duration("caravan.retry.age"),
            settings.duration("caravan.retry.first"),
            settings.duration("caravan.retry.longest")));
  }

  /** What the connection says: {@code onUnknown}, {@code order}, {@code retry}. */
  Connection.Repeats read(Yaml.Fields fields, String path) {
    return new Repeats(
        yaml.heed(
            () -> word(fields, "onUnknown", path, OnUnknown.class, usual.onUnknown()),
            usual.onUnknown()),
        yaml.heed(() -> word(fields, "order", path, Order.class, usual.order()), usual.order()),
        yaml.heed(() -> retry(fields.values().get("retry"), path + ".retry"), usual.retry()));
  }

  private <E extends Enum<E> & Word> E word(
      Yaml.Fields fields, String key, String path, Class<E> set, E otherwise) {
    Node node = fields.values().get(key);
    if (node == null) {
      return otherwise;
    }
    String text = yaml.scalar(node, path + "." + key);
    return Word.find(set, text)
        .orElseThrow(
            () ->
                yaml.wrong(
                    node,
                    path + "." + key,
                    "is '" + text + "'; write " + String.join(" or ", Word.words(set))));
  }

  private Retry retry(@Nullable Node node, String path) {
    Retry hub = usual.retry();
    if (node == null) {
      return hub;
    }
    Yaml.Fields fields = yaml.fields(node, path);
    yaml.onlyKnown(fields, List.of("attempts", "age", "first", "longest"), path);
    Node attempts = fields.values().get("attempts");
    Retry read =
        new Retry(
            attempts == null
                ? hub.attempts()
                : yaml.heed(
                    () -> values.number(attempts, attempts, path + ".attempts"), hub.attempts()),
            yaml.heed(() -> age(fields.values().get("age"), path + ".age"), hub.age()),
            length(fields, "first", path, hub.first()),
            length(fields, "longest", path, hub.longest()));
    if (read.longest().compareTo(read.first()) < 0) {
      throw yaml.wrong(
          node,
          path + ".longest",
          "is %dms, below first, which is %dms; write for example %s"
              .formatted(read.longest().toMillis(), read.first().toMillis(), enough(read.first())));
    }
    return read;
  }

  /** What a longest wait may be that begins with this one. */
  private static String enough(Duration first) {
    return first.compareTo(USUAL_LONGEST) <= 0 ? "5m" : first.toMillis() + "ms";
  }

  /** No age at all is one: then the tries alone count. */
  private Duration age(@Nullable Node node, String path) {
    if (node == null) {
      return usual.retry().age();
    }
    String text = yaml.scalar(node, path);
    return Durations.parseOrZero(text)
        .orElseThrow(
            () -> yaml.wrong(node, path, "is '" + text + "'; write for example 90s, 6h, or 0"));
  }

  private Duration length(Yaml.Fields fields, String key, String path, Duration otherwise) {
    Node node = fields.values().get(key);
    return node == null ? otherwise : values.duration(node, path + "." + key);
  }
}
