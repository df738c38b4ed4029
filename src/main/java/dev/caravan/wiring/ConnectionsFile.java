package dev.caravan.wiring;

import dev.caravan.message.Durations;
import dev.caravan.platform.Account;
import dev.caravan.platform.Capabilities;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Limit;
import dev.caravan.sandbox.Sandbox;
import dev.caravan.sandbox.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** connections.yaml: one account a connection; every fault names its line and its key. */
final class ConnectionsFile {
  private static final List<String> KEYS =
      List.of(
          "name",
          "platform",
          "default",
          "sandbox",
          "baseUrl",
          "credentials",
          "limits",
          "recipientLimits",
          "headroom",
          "concurrency",
          "onUnknown",
          "responseTimeout",
          "assumeWindow");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(env|file):([^}]+)}}");

  /** A pretend platform answers at once or not at all. */
  private static final Duration SANDBOX_TIMEOUT = Duration.ofSeconds(3);

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final double HEADROOM = 0.9;
  private static final int CONCURRENCY = 8;

  private final Settings settings;
  private final String server;
  private final Yaml yaml;
  private final Set<String> names = new HashSet<>();

  private ConnectionsFile(Settings settings, String server, Yaml yaml) {
    this.settings = settings;
    this.server = server;
    this.yaml = yaml;
  }

  /** What a hub without a file has: a pretend connection for every platform, named as it is. */
  static List<Connection> pretended(String server) {
    return PlatformList.ids().stream().map(id -> pretended(server, id)).toList();
  }

  /** A pretend connection of a platform that the hub renders for, named as it is. */
  static Connection pretended(String server, String id) {
    Connection.Endpoint endpoint =
        new Connection.Endpoint(true, Sandbox.baseUrl(server, id), Tokens.of(id));
    return new Connection(id, id, true, endpoint, traffic(id, endpoint));
  }

  private static Connection.Traffic traffic(String id, Connection.Endpoint endpoint) {
    Capabilities.Traffic published = PlatformList.platform(id).capabilities(endpoint).traffic();
    return new Connection.Traffic(
        published.connection(),
        published.recipient(),
        HEADROOM,
        CONCURRENCY,
        Connection.OnUnknown.HOLD,
        endpoint.sandbox() ? SANDBOX_TIMEOUT : TIMEOUT);
  }

  /** Reads the file; {@code server} is where the pretend platforms are reached. */
  static List<Connection> read(Path file, Settings settings, String server) {
    Map.Entry<Yaml, Yaml.Fields> read = Yaml.read(file);
    ConnectionsFile reader = new ConnectionsFile(settings, server, read.getKey());
    read.getKey().onlyKnown(read.getValue(), List.of("connections"), "the file");
    Node list = read.getValue().values().get("connections");
    if (list == null) {
      throw read.getKey().wrong(null, "connections", "is missing; write a list of connections");
    }
    List<Connection> connections = new ArrayList<>();
    for (Node item : read.getKey().items(list, "connections")) {
      connections.add(reader.connection(item, "connections[" + connections.size() + "]"));
    }
    if (connections.isEmpty()) {
      throw read.getKey()
          .wrong(list, "connections", "is empty; a hub without connections can send nothing");
    }
    return connections;
  }

  private Connection connection(Node item, String path) {
    Yaml.Fields fields = yaml.fields(item, path);
    yaml.onlyKnown(fields, KEYS, path);
    String name = need(fields, "name", path, item);
    if (!name.matches("[a-z0-9][a-z0-9_-]{0,62}")) {
      throw yaml.wrong(
          fields.values().get("name"),
          path + ".name",
          "is '" + name + "'; write lower-case letters, digits, - and _, for example slack-main");
    }
    if (!names.add(name)) {
      throw yaml.wrong(
          fields.values().get("name"),
          path + ".name",
          "is '" + name + "', which another connection has already");
    }
    String platform = need(fields, "platform", path, item);
    if (!PlatformList.ids().contains(platform)) {
      throw yaml.wrong(
          fields.values().get("platform"),
          path + ".platform",
          "is '" + platform + "'; there are " + String.join(", ", PlatformList.ids()));
    }
    boolean sandbox = flag(fields, "sandbox", path);
    Connection.Endpoint endpoint = endpoint(fields, path, platform, sandbox, item);
    return new Connection(
        name,
        platform,
        flag(fields, "default", path),
        endpoint,
        traffic(fields, path, platform, endpoint),
        windowAssumed(fields, path, sandbox));
  }

  private Connection.Endpoint endpoint(
      Yaml.Fields fields, String path, String platform, boolean sandbox, Node item) {
    Account account = PlatformList.platform(platform).profile().account();
    Node base = fields.values().get("baseUrl");
    String usual = sandbox ? Sandbox.baseUrl(server, platform) : account.baseUrl();
    if (base == null && usual.isEmpty()) {
      throw yaml.wrong(
          item,
          path + ".baseUrl",
          "is missing; "
              + platform
              + " has no usual one, so write where it is reached, for example http://127.0.0.1:8080");
    }
    String baseUrl = base == null ? usual : resolved(base, path + ".baseUrl");
    if (!baseUrl.startsWith("https://") && !baseUrl.startsWith("http://")) {
      throw yaml.wrong(
          base,
          path + ".baseUrl",
          "is '" + baseUrl + "'; write an address that begins with https:// or http://");
    }
    Map<String, String> credentials = new LinkedHashMap<>();
    Node given = fields.values().get("credentials");
    if (given != null) {
      Yaml.Fields own = yaml.fields(given, path + ".credentials");
      yaml.onlyKnown(own, account.possible().stream().sorted().toList(), path + ".credentials");
      own.values()
          .forEach(
              (key, node) -> credentials.put(key, resolved(node, path + ".credentials." + key)));
    }
    if (sandbox) {
      pretended(account, platform, credentials.keySet()).forEach(credentials::putIfAbsent);
    }
    List<String> missing = missing(account, credentials);
    if (!missing.isEmpty()) {
      throw yaml.wrong(
          given == null ? item : given,
          path + ".credentials." + missing.get(0),
          "is missing; write for example {{env:"
              + platform.toUpperCase(java.util.Locale.ROOT)
              + "_TOKEN}}, or sandbox: true");
    }
    return new Connection.Endpoint(sandbox, baseUrl, credentials);
  }

  /** The pretended credentials, but for those of another way to send than the given ones mean. */
  private static Map<String, String> pretended(
      Account account, String platform, Set<String> given) {
    Map<String, String> pretended = new LinkedHashMap<>(Tokens.of(platform));
    account.needed().stream()
        .filter(given::containsAll)
        .findFirst()
        .ifPresent(
            chosen ->
                account.needed().stream()
                    .flatMap(Set::stream)
                    .filter(key -> !chosen.contains(key))
                    .forEach(pretended::remove));
    return pretended;
  }

  /** What is missing of the first set of credentials; nothing where any set is whole. */
  private static List<String> missing(Account account, Map<String, String> credentials) {
    List<List<String>> missing =
        account.needed().stream()
            .map(
                set ->
                    set.stream()
                        .filter(key -> credentials.getOrDefault(key, "").isBlank())
                        .sorted()
                        .toList())
            .toList();
    return missing.isEmpty() || missing.stream().anyMatch(List::isEmpty)
        ? List.of()
        : missing.get(0);
  }

  private Connection.Traffic traffic(
      Yaml.Fields fields, String path, String platform, Connection.Endpoint endpoint) {
    Connection.Traffic usual = traffic(platform, endpoint);
    Node timeout = fields.values().get("responseTimeout");
    return new Connection.Traffic(
        limits(fields, "limits", path, usual.limits()),
        limits(fields, "recipientLimits", path, usual.recipientLimits()),
        headroom(fields, path),
        concurrency(fields, path),
        onUnknown(fields, path),
        timeout == null ? usual.responseTimeout() : duration(timeout, path + ".responseTimeout"));
  }

  /** {@code limits: none} lifts them, as tests and benchmarks need. */
  private List<Limit> limits(Yaml.Fields fields, String key, String path, List<Limit> usual) {
    Node node = fields.values().get(key);
    if (node == null) {
      boolean lifted = key.equals("recipientLimits") && none(fields.values().get("limits"));
      return lifted ? List.of() : usual;
    }
    if (none(node)) {
      return List.of();
    }
    List<Limit> limits = new ArrayList<>();
    for (Node item : yaml.items(node, path + "." + key)) {
      limits.add(limit(item, path + "." + key + "[" + limits.size() + "]"));
    }
    return limits;
  }

  private boolean none(@Nullable Node node) {
    return node != null
        && !(node instanceof SequenceNode)
        && yaml.scalar(node, "limits").equals("none");
  }

  private Limit limit(Node item, String path) {
    Yaml.Fields fields = yaml.fields(item, path);
    yaml.onlyKnown(fields, List.of("count", "per", "burst"), path);
    int count = number(fields.values().get("count"), item, path + ".count");
    Node per = fields.values().get("per");
    if (per == null) {
      throw yaml.wrong(item, path + ".per", "is missing; write for example 1s");
    }
    Duration window = duration(per, path + ".per");
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

  private int number(@Nullable Node node, Node parent, String path) {
    String text = node == null ? "" : yaml.scalar(node, path);
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw yaml.wrong(
          node == null ? parent : node, path, "is '" + text + "'; write a whole number from 1");
    }
    return Integer.parseInt(text);
  }

  private double headroom(Yaml.Fields fields, String path) {
    Node node = fields.values().get("headroom");
    if (node == null) {
      return HEADROOM;
    }
    String text = yaml.scalar(node, path + ".headroom");
    if (!text.matches("(0\\.\\d+|1(\\.0+)?)") || Double.parseDouble(text) <= 0) {
      throw yaml.wrong(
          node,
          path + ".headroom",
          "is '" + text + "'; write a number above 0 and at most 1, for example 0.9");
    }
    return Double.parseDouble(text);
  }

  private int concurrency(Yaml.Fields fields, String path) {
    Node node = fields.values().get("concurrency");
    if (node == null) {
      return CONCURRENCY;
    }
    int value = number(node, node, path + ".concurrency");
    if (value > 256) {
      throw yaml.wrong(
          node, path + ".concurrency", "is " + value + "; write a whole number from 1 to 256");
    }
    return value;
  }

  private Connection.OnUnknown onUnknown(Yaml.Fields fields, String path) {
    Node node = fields.values().get("onUnknown");
    String text = node == null ? "hold" : yaml.scalar(node, path + ".onUnknown");
    return switch (text) {
      case "hold" -> Connection.OnUnknown.HOLD;
      case "resend" -> Connection.OnUnknown.RESEND;
      default ->
          throw yaml.wrong(node, path + ".onUnknown", "is '" + text + "'; write hold or resend");
    };
  }

  /** Pretended people have never written, and are to be written to all the same. */
  private boolean windowAssumed(Yaml.Fields fields, String path, boolean sandbox) {
    Node node = fields.values().get("assumeWindow");
    String text = node == null ? "" : yaml.scalar(node, path + ".assumeWindow");
    return switch (text) {
      case "" -> sandbox;
      case "open" -> true;
      case "closed" -> false;
      default ->
          throw yaml.wrong(node, path + ".assumeWindow", "is '" + text + "'; write open or closed");
    };
  }

  private Duration duration(Node node, String path) {
    String text = yaml.scalar(node, path);
    return Durations.parse(text)
        .orElseThrow(
            () -> yaml.wrong(node, path, "is '" + text + "'; write for example 500ms, 10s or 1m"));
  }

  private boolean flag(Yaml.Fields fields, String key, String path) {
    Node node = fields.values().get(key);
    String text = node == null ? "false" : yaml.scalar(node, path + "." + key);
    if (!text.equals("true") && !text.equals("false")) {
      throw yaml.wrong(node, path + "." + key, "is '" + text + "'; write true or false");
    }
    return text.equals("true");
  }

  private String need(Yaml.Fields fields, String key, String path, Node item) {
    Node node = fields.values().get(key);
    if (node == null) {
      throw yaml.wrong(item, path + "." + key, "is missing");
    }
    return yaml.scalar(node, path + "." + key);
  }

  /** The value with {@code {{env:NAME}}} and {@code {{file:PATH}}} filled in. */
  private String resolved(Node node, String path) {
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
