package dev.caravan.crash;

import dev.caravan.store.Access;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The home of a hub's process: its folder, its ports and its environment. */
final class HubHome {
  final Path folder;
  final int port = freePort();
  final int managementPort = freePort();
  final Map<String, String> environment = new LinkedHashMap<>();

  private HubHome() {
    try {
      folder =
          Files.createTempDirectory(
              Files.createDirectories(Path.of("target", "homes").toAbsolutePath()), "crash");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    environment.put("CARAVAN_HOME", folder.toString());
    environment.put("CARAVAN_PORT", Integer.toString(port));
    environment.put("CARAVAN_MANAGEMENT_PORT", Integer.toString(managementPort));
    // What a dead hub had in flight is the sooner in doubt.
    environment.put("CARAVAN_HTTP_CONNECT_TIMEOUT", "1000");
    environment.put("CARAVAN_HTTP_POOL_TIMEOUT", "500");
  }

  /** An empty home: the hub's own pretend platforms. */
  static HubHome empty() {
    return new HubHome();
  }

  /**
   * A home whose one connection, without limits, leads to a far side that outlives the hub. It
   * waits shortly for answers, so that what a dead hub had in flight is soon declared.
   */
  static HubHome towards(String slack) {
    return new HubHome()
        .write(
            "connections.yaml",
            """
            connections:
              - name: slack
                platform: slack
                sandbox: true
                default: true
                limits: none
                concurrency: 8
                baseUrl: %s
                responseTimeout: 5s
            """
                .formatted(slack));
  }

  /** Has it use a given database, by a node's name, as one of several. */
  HubHome on(Access database, String node) {
    environment.put("CARAVAN_DATABASE_URL", database.url());
    environment.put("CARAVAN_DATABASE_USER", database.user());
    environment.put("CARAVAN_DATABASE_PASSWORD", database.password());
    environment.put("CARAVAN_NODE", node);
    return this;
  }

  /** Sets a variable of the environment. */
  HubHome with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Writes a file of the home. */
  HubHome write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** A file's text. */
  String read(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
