package dev.caravan.crash;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A hub in a process of its own, to be killed, stopped and continued. */
final class HubProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration END = Duration.ofSeconds(60);

  final HubHome home;
  final HubClient client;
  private final Path out;
  private final Path err;
  private final long began = System.nanoTime();
  private final Process process;

  private HubProcess(HubHome home, List<String> before, List<String> options) {
    this.home = home;
    this.client = new HubClient(home);
    try {
      out = Files.createTempFile(home.folder, "hub", ".out");
      err = Files.createTempFile(home.folder, "hub", ".err");
      ProcessBuilder builder = new ProcessBuilder(command(before, options));
      builder.environment().keySet().removeIf(name -> name.startsWith("CARAVAN_"));
      builder.environment().putAll(home.environment);
      process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tests' own classes stay out: their logging is not the hub's. */
  private static List<String> command(List<String> before, List<String> options) {
    String path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.endsWith("test-classes"))
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    command.addAll(List.of("-cp", path, "dev.caravan.Caravan"));
    return command;
  }

  /** Starts it and returns at once. */
  static HubProcess launch(HubHome home) {
    return new HubProcess(home, List.of(), List.of());
  }

  /** Starts it with further options of its JVM and returns at once. */
  static HubProcess launch(HubHome home, String... options) {
    return new HubProcess(home, List.of(), List.of(options));
  }

  /** Starts it by way of another program, which must become it, and returns at once. */
  static HubProcess launchBy(List<String> before, HubHome home) {
    return new HubProcess(home, before, List.of());
  }

  /** Starts it and returns when it is ready. */
  static HubProcess start(HubHome home) {
    HubProcess hub = launch(home);
    try {
      hub.awaitReady();
      return hub;
    } catch (RuntimeException | Error e) {
      hub.close();
      throw e;
    }
  }

  /** Waits for the greeting; answers how long the start took. */
  Duration awaitReady() {
    Patience.until(
        "the hub's greeting; it said: " + err,
        START,
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("The hub ended with " + process.exitValue() + ": " + log());
          }
          return greeting().contains("-d '");
        });
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** All that it wrote to standard output. */
  String greeting() {
    return text(out);
  }

  /** All that it wrote to standard error. */
  String log() {
    return text(err);
  }

  /** Kills it with -9: it can do nothing about that. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Asks it to end, with SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** Stops it in its tracks, sessions and all. */
  void freeze() {
    Signal.STOP.send(process.pid());
  }

  /** Lets it go on. */
  void thaw() {
    Signal.CONT.send(process.pid());
  }

  /** Waits for its end; answers its exit status. */
  int awaitEnd() {
    try {
      if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("The hub did not end within " + END + ": " + log());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Leaves nothing behind: neither the hub nor the PostgreSQL of its home. */
  @Override
  public void close() {
    process.destroyForcibly();
    awaitEnd();
    HomePostgres.of(home).kill();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
