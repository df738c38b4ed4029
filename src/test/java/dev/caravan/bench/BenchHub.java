package dev.caravan.bench;

import dev.caravan.sandbox.FarSide;
import dev.caravan.wiring.Hub;
import dev.caravan.wiring.Settings;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A hub as it is shipped, durable PostgreSQL included, and a far side in a process of its own. */
final class BenchHub implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String TOKEN = "bench-token";

  final int port;
  final int farPort;
  final Path home;
  private final Hub hub;
  private final Process far;

  BenchHub(int concurrency) throws IOException {
    this(concurrency, List.of("slack"));
  }

  /** A hub with one unlimited connection for each of these platforms, named as it is. */
  BenchHub(int concurrency, List<String> platforms) throws IOException {
    home = Files.createTempDirectory(Files.createDirectories(Path.of("target", "homes")), "bench");
    far =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                FarSide.class.getName(),
                "0")
            .redirectErrorStream(true)
            .start();
    farPort = listening(far);
    port = freePort();
    StringBuilder connections = new StringBuilder("connections:\n");
    for (String platform : platforms) {
      connections.append(
          """
            - name: %s
              platform: %s
              sandbox: true
              baseUrl: http://127.0.0.1:%d/sandbox/%s
              limits: none
              concurrency: %d
          """
              .formatted(platform, platform, farPort, platform, concurrency));
    }
    Files.writeString(home.resolve("connections.yaml"), connections.toString());
    hub =
        new Hub(
            Settings.load(
                Map.of(
                    "CARAVAN_HOME", home.toString(),
                    "CARAVAN_PORT", Integer.toString(port),
                    "CARAVAN_MANAGEMENT_PORT", Integer.toString(freePort()),
                    "CARAVAN_ADMIN_TOKEN", TOKEN)));
  }

  /** Puts a route of the site's own into the home; before the start. */
  void route(String name, String yaml) throws IOException {
    Path file = home.resolve("routes").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, yaml);
  }

  void start() {
    hub.start();
  }

  static String token() {
    return TOKEN;
  }

  String call(String method, String path, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Authorization", "Bearer " + TOKEN)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  /** How many messages the far side has received. */
  long arrived() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + farPort + "/sandbox/api/messages?limit=1"))
            .build();
    String body = CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
    return Long.parseLong(body.replaceAll(".*\"count\":(\\d+).*", "$1"));
  }

  private static int listening(Process process) throws IOException {
    var out = process.inputReader();
    String line = out.readLine();
    while (line != null && !line.startsWith("listening on ")) {
      line = out.readLine();
    }
    if (line == null) {
      throw new IOException("The far side did not start");
    }
    Thread drain =
        new Thread(
            () -> {
              try {
                while (out.readLine() != null) {
                  Thread.onSpinWait();
                }
              } catch (IOException ended) {
                Thread.currentThread().interrupt();
              }
            });
    drain.setDaemon(true);
    drain.start();
    return Integer.parseInt(line.substring("listening on ".length()).strip());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    hub.stop();
    far.destroyForcibly();
  }
}
