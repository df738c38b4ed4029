package dev.caravan.wiring;

import dev.caravan.platform.Account;
import dev.caravan.platform.Capabilities;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Connections;
import dev.caravan.platform.DeclaredPlatform;
import dev.caravan.platform.HttpPlatform;
import dev.caravan.platform.Limit;
import dev.caravan.platform.Platform;
import dev.caravan.platform.Platforms;
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
import org.snakeyaml.engine.v2.nodes.Node;

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
          "adaptive",
          "adaptiveMax",
          "concurrency",
          "onUnknown",
          "order",
          "retry",
          "responseTimeout",
          "assumeWindow");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(env|file):([^}]+)}}");

  /** A pretend platform answers at once or not at all. */
  private static final Duration SANDBOX_TIMEOUT = Duration.ofSeconds(3);

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Settings settings;
  private final String server;
  private final Yaml yaml;
  private final LimitsReader limits;
  private final PaceReader pace;
  private final RepeatsReader repeats;
  private final Map<String, Platform> platforms = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>();

  private ConnectionsFile(
      Settings settings, String server, Yaml yaml, List<DeclaredPlatform> declared) {
    this.settings = settings;
    this.server = server;
    this.yaml = yaml;
    this.limits = new LimitsReader(yaml);
    this.pace = new PaceReader(yaml);
    this.repeats = new RepeatsReader(yaml, limits, RepeatsReader.usual(settings));
    PlatformList.ALL.forEach(p -> platforms.put(p.id(), p));
    declared.forEach(p -> platforms.put(p.id(), p));
  }

  /** What a file says: platforms beside the hub's own, and the connections. */
  record Accounts(List<DeclaredPlatform> declared, List<Connection> connections) {
    /** Puts both in force, the platforms first: connections are of them. */
    void putInForce(Platforms platforms, Connections connections) {
      platforms.declare(declared);
      connections.replace(this.connections);
    }
  }

  /** What a hub without a file has: a pretend connection for every platform, named as it is. */
  static Accounts pretended(Settings settings, String server) {
    Connection.Repeats repeats = RepeatsReader.usual(settings);
    return new Accounts(
        PlatformList.DECLARED,
        PlatformList.ALL.stream().map(p -> pretended(server, p, repeats)).toList());
  }

  /** A pretend connection of a platform that the hub renders for, named as it is. */
  static Connection pretended(String server, HttpPlatform platform) {
    return pretended(server, platform, Connection.Repeats.USUAL);
  }

  private static Connection pretended(
      String server, HttpPlatform platform, Connection.Repeats repeats) {
    String id = platform.id();
    Connection.Endpoint endpoint =
        new Connection.Endpoint(true, Sandbox.baseUrl(server, id), Tokens.of(id));
    return new Connection(id, id, true, endpoint, traffic(platform, endpoint, repeats));
  }

  private static Connection.Traffic traffic(
      Platform platform, Connection.Endpoint endpoint, Connection.Repeats repeats) {
    Capabilities.Traffic published = platform.capabilities(endpoint).traffic();
    return new Connection.Traffic(
        published.connection(),
        published.recipient(),
        PaceReader.usual(published),
        PaceReader.CALLS,
        repeats,
        endpoint.sandbox() ? SANDBOX_TIMEOUT : TIMEOUT);
  }

  /** Reads the file; {@code server} is where the pretend platforms are reached. */
  static Accounts read(Path file, Settings settings, String server) {
    Map.Entry<Yaml, Yaml.Fields> read = Yaml.read(file);
    read.getKey().onlyKnown(read.getValue(), List.of("platforms", "connections"), "the file");
    List<DeclaredPlatform> declared = declared(read.getKey(), read.getValue());
    ConnectionsFile reader = new ConnectionsFile(settings, server, read.getKey(), declared);
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
    return new Accounts(declared, connections);
  }

  private static List<DeclaredPlatform> declared(Yaml yaml, Yaml.Fields file) {
    Set<String> taken = new HashSet<>(PlatformList.ids());
    PlatformList.DECLARED.forEach(platform -> taken.add(platform.id()));
    List<DeclaredPlatform> declared = new ArrayList<>(PlatformList.DECLARED);
    declared.addAll(new PlatformsBlock(yaml).read(file.values().get("platforms"), taken));
    return declared;
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
    String id = need(fields, "platform", path, item);
    Platform platform = platforms.get(id);
    if (platform == null) {
      throw yaml.wrong(
          fields.values().get("platform"),
          path + ".platform",
          "is '" + id + "'; there are " + String.join(", ", platforms.keySet()));
    }
    boolean sandbox = flag(fields, "sandbox", path);
    if (sandbox && !(platform instanceof HttpPlatform)) {
      throw yaml.wrong(
          fields.values().get("sandbox"),
          path + ".sandbox",
          "is true, but " + id + " has no pretend twin; leave it out");
    }
    Connection.Endpoint endpoint = endpoint(fields, path, platform, sandbox, item);
    return new Connection(
        name,
        id,
        flag(fields, "default", path),
        endpoint,
        traffic(fields, path, platform, endpoint),
        windowAssumed(fields, path, sandbox));
  }

  private Connection.Endpoint endpoint(
      Yaml.Fields fields, String path, Platform of, boolean sandbox, Node item) {
    Account account = of.profile().account();
    String platform = of.id();
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
      Yaml.Fields fields, String path, Platform platform, Connection.Endpoint endpoint) {
    Connection.Traffic usual = traffic(platform, endpoint, repeats.read(fields, path));
    Node timeout = fields.values().get("responseTimeout");
    return new Connection.Traffic(
        limits(fields, "limits", path, usual.limits()),
        limits(fields, "recipientLimits", path, usual.recipientLimits()),
        pace.pace(fields, path, platform.capabilities(endpoint).traffic()),
        pace.calls(fields, path),
        usual.repeats(),
        timeout == null
            ? usual.responseTimeout()
            : limits.duration(timeout, path + ".responseTimeout"));
  }

  /** {@code limits: none} lifts them, as tests and benchmarks need. */
  private List<Limit> limits(Yaml.Fields fields, String key, String path, List<Limit> usual) {
    if (fields.values().get(key) == null) {
      boolean lifted = key.equals("recipientLimits") && limits.none(fields.values().get("limits"));
      return lifted ? List.of() : usual;
    }
    return limits.read(fields, key, path);
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
