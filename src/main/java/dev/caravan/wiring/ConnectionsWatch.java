package dev.caravan.wiring;

import dev.caravan.platform.Connections;
import dev.caravan.wiring.routes.FileChanges;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a changed connections.yaml in force; a wrong one leaves the connections as they are. */
final class ConnectionsWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionsWatch.class);

  private final ConnectionsSource source;
  private final Connections connections;
  private final FileChanges changes = new FileChanges();
  private volatile Map<String, String> faults = Map.of();

  ConnectionsWatch(ConnectionsSource source, Connections connections) {
    this.source = source;
    this.connections = connections;
    changes.take(files());
  }

  /** What is wrong with the file as it is now; empty while all is well. */
  Map<String, String> faults() {
    return faults;
  }

  /** Takes a change over. */
  void look() {
    FileChanges.Changes found = changes.look(files());
    if (!found.gone().isEmpty()) {
      refuse(source.file() + " is deleted; the connections stay as they are until the next start.");
    }
    if (!found.changed().isEmpty()) {
      read();
    }
  }

  private void read() {
    try {
      connections.replace(source.read());
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

  private Map<String, Path> files() {
    Path file = source.file();
    return Files.exists(file) ? Map.of("connections.yaml", file) : Map.of();
  }
}
