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
    if (named() && !Files.exists(file())) {
      throw settings.wrong(
          "caravan.connections",
          "there is no such file; write one (README.md, A real connection), or leave the setting out for "
              + settings.home().resolve("connections.yaml"));
    }
    return named() || Files.exists(file())
        ? ConnectionsFile.read(file(), settings, server())
        : ConnectionsFile.pretended(settings, server());
  }

  /** The files that the connections are made of, there or not: the site's own, and its secrets. */
  Map<String, Path> files() {
    Map<String, Path> files = new LinkedHashMap<>();
    files.put("connections.yaml", file());
    try {
      Matcher secret = SECRET.matcher(text());
      while (secret.find()) {
        String name = secret.group(1).strip();
        files.put(name, settings.home().resolve(name));
      }
    } catch (InvalidPathException e) {
      // Whoever reads the connections says what is wrong with it.
      return files;
    }
    return files;
  }

  /** The file's text; empty where there is none that can be read. */
  String text() {
    try {
      return Files.exists(file()) ? Files.readString(file()) : "";
    } catch (IOException e) {
      return "";
    }
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
