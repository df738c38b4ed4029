package dev.caravan.wiring;

import dev.caravan.platform.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections to platforms whose route does not run: what is accepted for them never goes out. */
final class UnroutedConnections {
  private static final Logger LOG = LoggerFactory.getLogger(UnroutedConnections.class);

  private final Supplier<Collection<Connection>> connections;
  private final Supplier<Set<String>> doors;
  private volatile Map<String, String> faults = Map.of();

  /**
   * Those of a running hub.
   *
   * @param doors the names of the {@code direct:} endpoints that routes in force consume from
   */
  UnroutedConnections(Supplier<Collection<Connection>> connections, Supplier<Set<String>> doors) {
    this.connections = connections;
    this.doors = doors;
  }

  /** What is wrong now, by connection, in words. */
  static Map<String, String> among(Collection<Connection> connections, Set<String> doors) {
    Map<String, String> found = new LinkedHashMap<>();
    int at = 0;
    for (Connection connection : connections) {
      String platform = connection.platform();
      if (!doors.contains("platform-" + platform)) {
        found.put(
            connection.name(),
            "connections[%d].platform is '%s', but no route platform-%s runs; put it into platform/%s.camel.yaml."
                .formatted(at, platform, platform, platform));
      }
      at++;
    }
    return found;
  }

  /** Looks again, and tells the log what was not there before. */
  void look() {
    Map<String, String> before = faults;
    Map<String, String> now = among(connections.get(), doors.get());
    now.forEach(
        (name, why) -> {
          if (!why.equals(before.get(name))) {
            LOG.error("{}: {}", name, why);
          }
        });
    faults = now;
  }

  /** As of the last look, for health. */
  Map<String, String> faults() {
    Map<String, String> told = new HashMap<>();
    faults.forEach((name, why) -> told.put("connections/" + name + "/route", why));
    return told;
  }
}
