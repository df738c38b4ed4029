package dev.caravan.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the hub's connections come from: the site's file, or none and pretend ones. */
record ConnectionsSource(Settings settings) {
  private static final Pattern SECRET = Pattern.compile("\\{\\{file:([^}]+)}}");

  /** The site's file, whether it is there or not. */
  Path file() {
    return named()
        ? Path.of(settings.text("caravan.connections"))
        : settings.home().resolve("connections.yaml");
  }

  /**
   * The connections as they are configured now; throws {@link WrongSetting} where they are wrong.
   */
  ConnectionsFile.Accounts read() {
    return named() || Files.exists(file())
        ? ConnectionsFile.read(file(), settings, server())
        : ConnectionsFile.pretended(settings, server());
  }

  /** The files that the connections are made of, there or not: the site's own, and its secrets. */
  Map<String, Path> files() {
    Map<String, Path> files = new LinkedHashMap<>();
    files.put("connections.yaml", file());
    try {
      Matcher secret = SECRET.matcher(Files.exists(file()) ? Files.readString(file()) : "");
      while (secret.find()) {
        String name = secret.group(1).strip();
        files.put(name, settings.home().resolve(name));
      }
    } catch (IOException | InvalidPathException e) {
      // Whoever reads the connections says what is wrong with it.
      return files;
    }
    return files;
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
