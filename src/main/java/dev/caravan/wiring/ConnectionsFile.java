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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  /** A pretend platform answers at once or not at all. */
  private static final Duration SANDBOX_TIMEOUT = Duration.ofSeconds(3);

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Of a platform that is not known: vague, so that whatever pace is written may be right. */
  private static final Capabilities.Traffic UNPUBLISHED =
      new Capabilities.Traffic(List.of(), List.of(), true);

  private final Placeholders placeholders;
  private final String server;
  private final Yaml yaml;
  private final LimitsReader limits;
  private final PaceReader pace;
  private final RepeatsReader repeats;
  private final Map<String, Platform> platforms = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>();

  private ConnectionsFile(
      Settings settings, String server, Yaml yaml, List<DeclaredPlatform> declared) {
    this.placeholders = new Placeholders(settings, yaml);
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
    Capabilities.Traffic published = platform.capabilities(endpoint).traffic();
    return new Connection(id, id, true, endpoint, traffic(published, true, repeats));
  }

  private static Connection.Traffic traffic(
      Capabilities.Traffic published, boolean sandbox, Connection.Repeats repeats) {
    return new Connection.Traffic(
        published.connection(),
        published.recipient(),
        PaceReader.usual(published),
        PaceReader.CALLS,
        repeats,
        sandbox ? SANDBOX_TIMEOUT : TIMEOUT);
  }

  /** Reads the file; {@code server} is where the pretend platforms are reached. */
  static Accounts read(Path file, Settings settings, String server) {
    Map.Entry<Yaml, Yaml.Fields> read = Yaml.read(file);
    read.getKey().onlyKnown(read.getValue(), List.of("platforms", "connections"), "the file");
    List<DeclaredPlatform> declared = declared(read.getKey(), read.getValue());
    ConnectionsFile reader = new ConnectionsFile(settings, server, read.getKey(), declared);
    List<Connection> connections =
        read.getKey().heed(() -> reader.connections(read.getValue()), List.of());
    read.getKey().done();
    return new Accounts(declared, connections);
  }

  private List<Connection> connections(Yaml.Fields file) {
    Node list = file.values().get("connections");
    if (list == null) {
      throw yaml.wrong(null, "connections", "is missing; write a list of connections");
    }
    List<Connection> connections = new ArrayList<>();
    List<Node> items = yaml.items(list, "connections");
    for (int i = 0; i < items.size(); i++) {
      Node item = items.get(i);
      String path = "connections[" + i + "]";
      yaml.heed(() -> connection(item, path), Optional.<Connection>empty())
          .ifPresent(connections::add);
    }
    if (items.isEmpty()) {
      throw yaml.wrong(list, "connections", "is empty; a hub without connections can send nothing");
    }
    return connections;
  }

  private static List<DeclaredPlatform> declared(Yaml yaml, Yaml.Fields file) {
    Set<String> taken = new HashSet<>(PlatformList.ids());
    PlatformList.DECLARED.forEach(platform -> taken.add(platform.id()));
    List<DeclaredPlatform> declared = new ArrayList<>(PlatformList.DECLARED);
    declared.addAll(
        yaml.heed(
            () -> new PlatformsBlock(yaml).read(file.values().get("platforms"), taken), List.of()));
    return declared;
  }

  /**
   * The connection; empty where its platform is unknown, and then the rest is read all the same.
   */
  private Optional<Connection> connection(Node item, String path) {
    Yaml.Fields fields = yaml.fields(item, path);
    yaml.onlyKnown(fields, KEYS, path);
    String name = yaml.heed(() -> name(fields, path, item), "");
    Optional<Platform> platform = yaml.heed(() -> platform(fields, path, item));
    boolean sandbox = yaml.heed(() -> sandbox(fields, path, platform), false);
    boolean usual = yaml.heed(() -> flag(fields, "default", path), false);
    boolean assumed = yaml.heed(() -> windowAssumed(fields, path, sandbox), sandbox);
    Optional<Connection.Endpoint> endpoint =
        platform.flatMap(p -> yaml.heed(() -> endpoint(fields, path, p, sandbox, item)));
    Capabilities.Traffic published =
        platform.flatMap(p -> endpoint.map(e -> p.capabilities(e).traffic())).orElse(UNPUBLISHED);
    Connection.Traffic traffic = traffic(fields, path, published, sandbox);
    return platform.flatMap(
        p -> endpoint.map(e -> new Connection(name, p.id(), usual, e, traffic, assumed)));
  }

  private String name(Yaml.Fields fields, String path, Node item) {
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
    return name;
  }

  private Platform platform(Yaml.Fields fields, String path, Node item) {
    String id = need(fields, "platform", path, item);
    Platform platform = platforms.get(id);
    if (platform == null) {
      throw yaml.wrong(
          fields.values().get("platform"),
          path + ".platform",
          "is '"
              + id
              + "'"
              + Yaml.near(id, platforms.keySet())
              + "; there are "
              + String.join(", ", platforms.keySet()));
    }
    return platform;
  }

  private boolean sandbox(Yaml.Fields fields, String path, Optional<Platform> of) {
    boolean sandbox = flag(fields, "sandbox", path);
    Platform platform = of.orElse(null);
    if (sandbox && platform != null && !(platform instanceof HttpPlatform)) {
      throw yaml.wrong(
          fields.values().get("sandbox"),
          path + ".sandbox",
          "is true, but " + platform.id() + " has no pretend twin; leave it out");
    }
    return sandbox;
  }

  private Connection.Endpoint endpoint(
      Yaml.Fields fields, String path, Platform of, boolean sandbox, Node item) {
    Account account = of.profile().account();
    String platform = of.id();
    String baseUrl = yaml.heed(() -> baseUrl(fields, path, of, sandbox, item), "");
    Map<String, String> credentials = new LinkedHashMap<>();
    Node given = fields.values().get("credentials");
    if (given != null) {
      Yaml.Fields own = yaml.fields(given, path + ".credentials");
      yaml.onlyKnown(own, account.possible().stream().sorted().toList(), path + ".credentials");
      own.values()
          .forEach(
              (key, node) ->
                  credentials.put(
                      key,
                      // What cannot be resolved is told by itself, and is not missing besides.
                      yaml.heed(
                          () -> placeholders.filled(node, path + ".credentials." + key), "?")));
    }
    if (sandbox) {
      pretended(account, platform, credentials.keySet()).forEach(credentials::putIfAbsent);
    }
    for (String missing : missing(account, credentials)) {
      yaml.note(
          yaml.wrong(
              given == null ? item : given,
              path + ".credentials." + missing,
              "is missing; write for example {{env:"
                  + platform.toUpperCase(java.util.Locale.ROOT)
                  + "_TOKEN}}, or sandbox: true"));
    }
    return new Connection.Endpoint(sandbox, baseUrl, credentials);
  }

  private String baseUrl(Yaml.Fields fields, String path, Platform of, boolean sandbox, Node item) {
    Node base = fields.values().get("baseUrl");
    String usual = sandbox ? Sandbox.baseUrl(server, of.id()) : of.profile().account().baseUrl();
    if (base == null && usual.isEmpty()) {
      throw yaml.wrong(
          item,
          path + ".baseUrl",
          "is missing; "
              + of.id()
              + " has no usual one, so write where it is reached, for example http://127.0.0.1:8080");
    }
    String baseUrl = base == null ? usual : placeholders.filled(base, path + ".baseUrl");
    if (!baseUrl.startsWith("https://") && !baseUrl.startsWith("http://")) {
      throw yaml.wrong(
          base,
          path + ".baseUrl",
          "is '" + baseUrl + "'; write an address that begins with https:// or http://");
    }
    return baseUrl;
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
      Yaml.Fields fields, String path, Capabilities.Traffic published, boolean sandbox) {
    Connection.Traffic usual = traffic(published, sandbox, repeats.read(fields, path));
    return new Connection.Traffic(
        yaml.heed(() -> limits(fields, "limits", path, usual.limits()), usual.limits()),
        yaml.heed(
            () -> limits(fields, "recipientLimits", path, usual.recipientLimits()),
            usual.recipientLimits()),
        pace.pace(fields, path, published),
        yaml.heed(() -> pace.calls(fields, path), usual.concurrency()),
        usual.repeats(),
        yaml.heed(() -> timeout(fields, path), Optional.<Duration>empty())
            .orElse(usual.responseTimeout()));
  }

  private Optional<Duration> timeout(Yaml.Fields fields, String path) {
    return Optional.ofNullable(fields.values().get("responseTimeout"))
        .map(node -> limits.duration(node, path + ".responseTimeout"));
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
}
