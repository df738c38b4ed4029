package dev.caravan.governance;

import dev.caravan.message.Address;
import dev.caravan.message.Fault;
import dev.caravan.message.Refused;
import dev.caravan.message.Target;
import dev.caravan.message.Texts;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Connections;
import dev.caravan.platform.Platform;
import dev.caravan.platform.Platforms;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the connections and platforms that callers name, and says what there is instead. */
public final class Destinations {
  private final Connections connections;
  private final Platforms platforms;

  public Destinations(Connections connections, Platforms platforms) {
    this.connections = connections;
    this.platforms = platforms;
  }

  /** The connection that an address means; throws {@link Refused} where it means none. */
  public Connection connection(Address address) {
    String name = address.connection();
    String platform = address.platform() == null ? "" : address.platform();
    if (name == null) {
      return connections
          .ofPlatform(platform)
          .orElseThrow(() -> refused(unknownPlatform(platform).orElse(unconnected(platform))));
    }
    Connection named = connection(name);
    if (address.platform() != null && !platform.equals(named.platform())) {
      throw refused(
          new Fault(
              "platform",
              "contradiction",
              "'platform' is '%s', but %s is a connection of %s; leave 'platform' out."
                  .formatted(platform, name, named.platform())));
    }
    return named;
  }

  /** The connection of this name; throws {@link Refused} where there is none. */
  public Connection connection(String name) {
    return connections.byName(name).orElseThrow(() -> refused(unknown(name)));
  }

  /** What is wrong with the name of a connection, with all there are; empty if nothing. */
  Optional<Fault> unknownConnection(String name) {
    return named(name).isPresent() ? Optional.empty() : Optional.of(unknown(name));
  }

  private Fault unknown(String name) {
    return new Fault(
        "connection",
        "connection_unknown",
        "There is no connection '%s'%s; there are: %s."
            .formatted(
                Texts.shown(name),
                near(connections.nearest(name)),
                told(connections.all().stream().map(Connection::name).toList())));
  }

  /** The connection of this name; empty where there is none. */
  Optional<Connection> named(String name) {
    return connections.byName(name);
  }

  /** Why nobody could ever be written to there: no such connection, or no such form. */
  public Optional<Fault> unreachable(Target.Lane lane) {
    Optional<Connection> connection = named(lane.connection());
    if (connection.isEmpty()) {
      return Optional.of(unknown(lane.connection()));
    }
    return platform(connection.get())
        .recipientFault(lane.recipientId())
        .map(why -> new Fault("recipient_id", "recipient_form", why));
  }

  /** The connection that a platform's messages go through unless they say otherwise. */
  public Optional<Connection> usual(String platform) {
    return connections.ofPlatform(platform);
  }

  /** The platform of a connection that is in force. */
  public Platform platform(Connection connection) {
    return platforms
        .byId(connection.platform())
        .orElseThrow(() -> new IllegalStateException("No platform " + connection.platform()));
  }

  /** The platform of this id; empty where {@link #unknownPlatform} says why. */
  public Optional<Platform> platform(String id) {
    return platforms.byId(id);
  }

  /**
   * What is wrong with a platform's id, with all there are, the site's own too; empty if nothing.
   */
  public Optional<Fault> unknownPlatform(String id) {
    TreeSet<String> known = new TreeSet<>();
    platforms.all().forEach(p -> known.add(p.id()));
    return known.contains(id)
        ? Optional.empty()
        : Optional.of(
            new Fault(
                "platform",
                "platform_unknown",
                "There is no platform '%s'%s; there are: %s."
                    .formatted(Texts.shown(id), near(Texts.nearest(id, known)), told(known))));
  }

  private Fault unconnected(String platform) {
    return new Fault(
        "platform",
        "platform_unconnected",
        "No connection is of the platform %s; add one to connections.yaml, or write one of: %s."
            .formatted(platform, told(connected())));
  }

  private Collection<String> connected() {
    TreeSet<String> connected = new TreeSet<>();
    connections.all().forEach(c -> connected.add(c.platform()));
    return connected;
  }

  private static String near(Optional<String> name) {
    return name.map(n -> " (did you mean '" + n + "'?)").orElse("");
  }

  private static String told(Collection<String> names) {
    return String.join(", ", names);
  }

  private static Refused refused(Fault fault) {
    return new Refused(Refused.Kind.INVALID, List.of(fault));
  }
}
