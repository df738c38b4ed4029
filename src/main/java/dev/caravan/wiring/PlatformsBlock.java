package dev.caravan.wiring;

import dev.caravan.platform.Account;
import dev.caravan.platform.Capabilities;
import dev.caravan.platform.Capabilities.Feature;
import dev.caravan.platform.Capabilities.TextUnit;
import dev.caravan.platform.DeclaredPlatform;
import dev.caravan.platform.Profile;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** The {@code platforms} of a file: what is known of those that are a route and no Java. */
final class PlatformsBlock {
  private static final List<String> KEYS =
      List.of(
          "id",
          "name",
          "baseUrl",
          "textLimit",
          "textUnit",
          "recipients",
          "example",
          "threads",
          "credentials",
          "limits",
          "recipientLimits");

  /** A text shorter than this is not worth cutting; the splitter's own floor lies below it. */
  private static final int SHORTEST = 100;

  private static final Pattern ANYBODY = Pattern.compile("\\S{1,255}");

  private final Yaml yaml;
  private final LimitsReader limits;

  PlatformsBlock(Yaml yaml) {
    this.yaml = yaml;
    this.limits = new LimitsReader(yaml);
  }

  /** The platforms of the list; none where there is no list. */
  List<DeclaredPlatform> read(@Nullable Node list, Set<String> taken) {
    List<DeclaredPlatform> platforms = new ArrayList<>();
    if (list == null) {
      return platforms;
    }
    Set<String> ids = new HashSet<>(taken);
    int at = 0;
    for (Node item : yaml.items(list, "platforms")) {
      String path = "platforms[" + at++ + "]";
      yaml.heed(() -> platform(item, path, ids)).ifPresent(platforms::add);
    }
    return platforms;
  }

  private DeclaredPlatform platform(Node item, String path, Set<String> taken) {
    Yaml.Fields fields = yaml.fields(item, path);
    yaml.onlyKnown(fields, KEYS, path);
    String id = text(fields, "id", path, null, item);
    if (!id.matches("[a-z][a-z0-9_]{0,30}")) {
      throw yaml.wrong(
          item,
          path + ".id",
          "is '" + id + "'; write lower-case letters, digits and _, for example ntfy");
    }
    if (!taken.add(id)) {
      throw yaml.wrong(item, path + ".id", "is '" + id + "', which another platform has already");
    }
    String name = text(fields, "name", path, id, item);
    Set<String> credentials = yaml.heed(() -> credentials(fields, path), Set.of());
    Pattern recipients = yaml.heed(() -> recipients(fields, path), ANYBODY);
    return new DeclaredPlatform(
        id,
        new Profile(
            name,
            "where it runs",
            "",
            new Account(text(fields, "baseUrl", path, "", item), List.of(), credentials)),
        capabilities(fields, path, item),
        recipients,
        yaml.heed(() -> example(fields, path, recipients, item), "alerts"));
  }

  private Capabilities capabilities(Yaml.Fields fields, String path, Node item) {
    Set<Feature> features = EnumSet.noneOf(Feature.class);
    if (text(fields, "threads", path, "false", item).equals("true")) {
      features.add(Feature.THREADS);
    }
    return new Capabilities(
        yaml.heed(() -> textLimit(fields, path, item), SHORTEST),
        yaml.heed(() -> unit(fields, path, item), TextUnit.CODE_POINTS),
        new Capabilities.Actions(0, 0),
        features,
        new Capabilities.Traffic(
            limits.read(fields, "limits", path), limits.read(fields, "recipientLimits", path)),
        Capabilities.Lifetimes.NONE);
  }

  private int textLimit(Yaml.Fields fields, String path, Node item) {
    String written = text(fields, "textLimit", path, null, item);
    if (!written.matches("\\d{1,6}") || Integer.parseInt(written) < SHORTEST) {
      throw yaml.wrong(
          fields.values().get("textLimit"),
          path + ".textLimit",
          "is '" + written + "'; write a whole number from " + SHORTEST + ", for example 4096");
    }
    return Integer.parseInt(written);
  }

  private TextUnit unit(Yaml.Fields fields, String path, Node item) {
    String written = text(fields, "textUnit", path, "code_points", item);
    for (TextUnit unit : TextUnit.values()) {
      if (unit.name().toLowerCase(Locale.ROOT).equals(written)) {
        return unit;
      }
    }
    throw yaml.wrong(
        fields.values().get("textUnit"),
        path + ".textUnit",
        "is '" + written + "'; write one of code_points, utf16_units, bytes");
  }

  /** What refusals show as a good recipient, so it must be one. */
  private String example(Yaml.Fields fields, String path, Pattern recipients, Node item) {
    String example = text(fields, "example", path, "alerts", item);
    if (!recipients.matcher(example).matches()) {
      Node written = fields.values().get("example");
      throw yaml.wrong(
          written == null ? item : written,
          path + ".example",
          "is %s, which does not match recipients, %s; write one that does"
              .formatted(
                  written == null ? "not written, but then 'alerts'" : "'" + example + "'",
                  recipients));
    }
    return example;
  }

  private Pattern recipients(Yaml.Fields fields, String path) {
    Node node = fields.values().get("recipients");
    if (node == null) {
      return ANYBODY;
    }
    String written = yaml.scalar(node, path + ".recipients");
    try {
      return Pattern.compile(written);
    } catch (PatternSyntaxException e) {
      throw yaml.wrong(
          node,
          path + ".recipients",
          "is '" + written + "', no regular expression; write for example [-_A-Za-z0-9]{1,64}");
    }
  }

  private Set<String> credentials(Yaml.Fields fields, String path) {
    Node node = fields.values().get("credentials");
    Set<String> names = new HashSet<>();
    if (node != null) {
      for (Node one : yaml.items(node, path + ".credentials")) {
        names.add(yaml.scalar(one, path + ".credentials"));
      }
    }
    return names;
  }

  private String text(
      Yaml.Fields fields, String key, String path, @Nullable String otherwise, Node item) {
    Node node = fields.values().get(key);
    if (node != null) {
      return yaml.scalar(node, path + "." + key);
    }
    if (otherwise == null) {
      throw yaml.wrong(item, path + "." + key, "is missing");
    }
    return otherwise;
  }
}
