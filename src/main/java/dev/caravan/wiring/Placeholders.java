package dev.caravan.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Fills in what connections.yaml leaves to the environment and to files of the home. */
final class Placeholders {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(env|file):([^}]+)}}");

  private final Settings settings;
  private final Yaml yaml;

  Placeholders(Settings settings, Yaml yaml) {
    this.settings = settings;
    this.yaml = yaml;
  }

  /** The value with {@code {{env:NAME}}} and {@code {{file:PATH}}} filled in. */
  String filled(Node node, String path) {
    Matcher placeholder = PLACEHOLDER.matcher(yaml.scalar(node, path));
    StringBuilder text = new StringBuilder();
    while (placeholder.find()) {
      placeholder.appendReplacement(
          text,
          Matcher.quoteReplacement(
              secret(node, path, placeholder.group(1), placeholder.group(2).strip())));
    }
    return placeholder.appendTail(text).toString();
  }

  private String secret(Node node, String path, String kind, String name) {
    if (kind.equals("env")) {
      String value = settings.environment(name);
      if (value == null || value.isBlank()) {
        throw yaml.wrong(node, path, "needs the environment's " + name + ", which is not set");
      }
      return value;
    }
    try {
      return Files.readString(settings.home().resolve(name)).strip();
    } catch (IOException e) {
      throw yaml.wrong(
          node, path, "needs the file " + name + ", which cannot be read (" + e.getMessage() + ")");
    }
  }
}
