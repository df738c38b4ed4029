package dev.caravan.wiring;

import dev.caravan.platform.Connections;
import dev.caravan.platform.Platforms;
import dev.caravan.wiring.routes.FileChanges;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a changed connections.yaml in force, and a changed file of a secret that it names; a wrong
 * one leaves the connections as they are.
 */
final class ConnectionsWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionsWatch.class);

  private final ConnectionsSource source;
  private final Platforms platforms;
  private final Connections connections;
  private final FileChanges changes = new FileChanges();
  private volatile Map<String, String> faults = Map.of();

  ConnectionsWatch(ConnectionsSource source, Platforms platforms, Connections connections) {
    this.source = source;
    this.platforms = platforms;
    this.connections = connections;
    changes.take(there());
  }

  /** What is wrong with the file as it is now; empty while all is well. */
  Map<String, String> faults() {
    return faults;
  }

  /** Takes a change over. */
  void look() {
    FileChanges.Changes found = changes.look(there());
    Map<String, Path> wanted = source.files();
    found.gone().stream()
        .filter(wanted::containsKey)
        .forEach(
            name ->
                refuse(
                    wanted.get(name)
                        + " is deleted; the connections stay as they are until it is back."));
    if (!found.changed().isEmpty()) {
      read();
    }
  }

  private void read() {
    try {
      source.read().putInForce(platforms, connections);
      faults = Map.of();
      LOG.info("{} is in force", source.file());
    } catch (WrongSetting e) {
      refuse(String.valueOf(e.getMessage()));
    }
  }

  private void refuse(String why) {
    faults = Map.of("connections.yaml", why);
    LOG.error("Not in force: {}", why);
  }

  private Map<String, Path> there() {
    Map<String, Path> there = new HashMap<>(source.files());
    there.values().removeIf(file -> !Files.exists(file));
    return there;
  }
}
