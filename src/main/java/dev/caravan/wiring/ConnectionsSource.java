package dev.caravan.wiring;

import dev.caravan.platform.Connection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the hub's connections come from: the site's file, or none and pretend ones. */
record ConnectionsSource(Settings settings) {

  /** The site's file, whether it is there or not. */
  Path file() {
    return named()
        ? Path.of(settings.text("caravan.connections"))
        : settings.home().resolve("connections.yaml");
  }

  /**
   * The connections as they are configured now; throws {@link WrongSetting} where they are wrong.
   */
  List<Connection> read() {
    return named() || Files.exists(file())
        ? ConnectionsFile.read(file(), settings, server())
        : ConnectionsFile.pretended(server());
  }

  private boolean named() {
    return settings.has("caravan.connections");
  }

  /** Where the hub itself is reached, for its pretend platforms. */
  String server() {
    String host = settings.text("caravan.host");
    return "http://"
        + (host.equals("0.0.0.0") ? "127.0.0.1" : host)
        + ":"
        + settings.text("caravan.port");
  }
}
