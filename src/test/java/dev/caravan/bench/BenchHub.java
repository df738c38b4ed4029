package dev.caravan.bench;

import dev.caravan.store.Access;
import dev.caravan.store.EmbeddedServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A hub as it is shipped, in a process of its own of 512 MB, durable PostgreSQL included, and a far
 * side in another.
 */
final class BenchHub implements AutoCloseable {
  static final String TOKEN = "bench-token";

  /** An upgrade to HTTP/2 without TLS was seen to end in a frame error at a large first answer. */
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(10);

  final int port = freePort();
  final Path home;
  final Child far;
  private final int management = freePort();
  private @Nullable Process process;

  /**
   * One connection for each of these platforms, named as it is, with the patience of a real one:
   * that of a pretended one is over before a far side that is not warm answers its first calls.
   *
   * @param traffic further keys of each, such as {@code limits: none, concurrency: 64}
   */
  BenchHub(List<String> platforms, String traffic) throws IOException {
    home =
        Files.createTempDirectory(Files.createDirectories(Path.of("target", "homes")), "bench")
            .toAbsolutePath();
    far = new Child(Far.class);
    String connections =
        platforms.stream()
            .map(
                p ->
                    "  - {name: %s, platform: %s, sandbox: true, responseTimeout: 30s, baseUrl: '%s'%s}\n"
                        .formatted(p, p, farUrl(p), traffic.isEmpty() ? "" : ", " + traffic))
            .collect(Collectors.joining("", "connections:\n", ""));
    Files.writeString(home.resolve("connections.yaml"), connections);
  }

  /** Where the far side pretends to be this platform. */
  String farUrl(String platform) {
    return "http://127.0.0.1:" + far.greeting + "/sandbox/" + platform;
  }

  /** Puts a route of the site's own into the home; before the start, or while it runs. */
  void route(String name, String yaml) throws IOException {
    Path file = home.resolve("routes").resolve(name + ".camel.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, yaml);
  }

  /** Starts it, and returns when it is ready. */
  void start() throws IOException {
    String path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.endsWith("test-classes"))
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>(List.of(Child.java(), "-Xmx512m"));
    // Such as a recording: -Dbench.jvm=-XX:StartFlightRecording=...
    Arrays.stream(System.getProperty("bench.jvm", "").split(" ", -1))
        .filter(option -> !option.isBlank())
        .forEach(command::add);
    command.addAll(List.of("-cp", path, "dev.caravan.Caravan"));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("CARAVAN_"));
    builder
        .environment()
        .putAll(
            Map.of(
                "CARAVAN_HOME", home.toString(),
                "CARAVAN_PORT", Integer.toString(port),
                "CARAVAN_MANAGEMENT_PORT", Integer.toString(management),
                "CARAVAN_ADMIN_TOKEN", TOKEN));
    File out = home.resolve("hub.out").toFile();
    Process started = builder.redirectErrorStream(true).redirectOutput(out).start();
    process = started;
    Runtime.getRuntime().addShutdownHook(new Thread(started::destroy));
    while (!Files.readString(out.toPath()).contains("Caravan is ready")) {
      if (!started.isAlive()) {
        throw new IOException("The hub ended: " + Files.readString(out.toPath()));
      }
      LockSupport.parkNanos(50_000_000);
    }
  }

  ProcessHandle handle() {
    return Objects.requireNonNull(process).toHandle();
  }

  /** The hub's own running PostgreSQL. */
  Access access() {
    return new EmbeddedServer(home).start();
  }

  /** The process of that. */
  ProcessHandle postgres() throws IOException {
    String pid = Files.readAllLines(home.resolve("postgres").resolve("postmaster.pid")).get(0);
    return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
  }

  String call(String method, String path, String body) throws IOException, InterruptedException {
    HttpRequest request =
        request("http://127.0.0.1:" + port + path)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(method + " " + path + ": " + answer.statusCode() + answer.body());
    }
    return answer.body();
  }

  private static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + TOKEN);
  }

  /** Lets messages gather. Not a stop: what a stop holds back is not in the outbox. */
  void pause(List<String> connections) throws IOException, InterruptedException {
    for (String name : connections) {
      call("POST", "/api/v1/connections/" + name + "/pause", "{\"reason\":\"a backlog\"}");
    }
  }

  void resume(List<String> connections) throws IOException, InterruptedException {
    for (String name : connections) {
      call("POST", "/api/v1/connections/" + name + "/resume", "{}");
    }
  }

  /** How many messages were sent and settled since the start, by the hub's own meter. */
  long sent() throws IOException, InterruptedException {
    return metered("sent");
  }

  /** How many settled tries ended in one of these ways since the start. */
  long metered(String... outcomes) throws IOException, InterruptedException {
    HttpRequest scrape = request("http://127.0.0.1:" + management + "/observe/metrics").build();
    return (long)
        CLIENT
            .send(scrape, HttpResponse.BodyHandlers.ofString())
            .body()
            .lines()
            .filter(line -> line.startsWith("caravan_messages_total{"))
            .filter(
                line ->
                    Arrays.stream(outcomes).anyMatch(o -> line.contains("outcome=\"" + o + "\"")))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .sum();
  }

  /** How many messages the far side has received. */
  long arrived() throws IOException {
    return Long.parseLong(far.ask("count"));
  }

  /** Waits until so many have been sent since the start; none may have ended otherwise. */
  void awaitSent(long count) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE;
    for (long sent = sent(); sent < count; sent = sent()) {
      long lost = metered("unknown", "failed", "dead");
      if (lost > 0 || System.nanoTime() - end > 0) {
        throw new AssertionError(
            String.format(
                Locale.ROOT, "%,d of %,d were sent, and %,d ended otherwise", sent, count, lost));
      }
      LockSupport.parkNanos(50_000_000);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops it, and leaves nothing behind: a home of the largest part has some gigabytes. */
  @Override
  public void close() {
    far.close();
    try {
      if (process != null && process.isAlive()) {
        ProcessHandle database = postgres();
        process.destroy();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
          process.destroyForcibly();
          database.destroyForcibly();
        }
      }
      try (Stream<Path> files = Files.walk(home)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
