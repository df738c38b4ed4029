package dev.caravan.wiring;

import dev.caravan.governance.PausesTable;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Connections;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a connection go on that the hub paused, once it has another credential or address. */
final class MendedCredentials {
  private static final Logger LOG = LoggerFactory.getLogger(MendedCredentials.class);

  private final Connections connections;
  private final PausesTable pauses;
  private final Consumer<String> wake;
  private final Map<String, Connection.Endpoint> known = new HashMap<>();

  MendedCredentials(Connections connections, PausesTable pauses, Consumer<String> wake) {
    this.connections = connections;
    this.pauses = pauses;
    this.wake = wake;
    connections.all().forEach(c -> known.put(c.name(), c.endpoint()));
  }

  /** Compares with the last look; what fails, as without a database, is done at the next one. */
  void look() {
    for (Connection connection : connections.all()) {
      if (!connection.endpoint().equals(known.get(connection.name()))) {
        if (pauses.credentialChanged(connection.name())) {
          LOG.info("{} goes on with another credential", connection.name());
          wake.accept(connection.name());
        }
        known.put(connection.name(), connection.endpoint());
      }
    }
  }
}
