package dev.caravan.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL server's process, as its {@code postmaster.pid} names it. */
record Postmaster(long pid, int port) {
  private static final String FILE = "postmaster.pid";

  /** The living server of a data folder, where there is one. */
  static Optional<Postmaster> of(Path data) {
    return named(data).filter(Postmaster::alive);
  }

  /**
   * Forgets a server whose process id is another program's by now, as after a restart of its
   * container: PostgreSQL itself would take that program for the server, and not start.
   */
  static void forgetReused(Path data) throws IOException {
    Optional<Postmaster> named = named(data);
    if (named.isPresent() && named.get().command().filter(c -> !isPostgres(c)).isPresent()) {
      Files.delete(data.resolve(FILE));
    }
  }

  private static Optional<Postmaster> named(Path data) {
    try {
      List<String> lines = Files.readAllLines(data.resolve(FILE));
      // PostgreSQL's own layout: process id, data folder, start time, port.
      return Optional.of(
          new Postmaster(
              Long.parseLong(lines.get(0).strip()), Integer.parseInt(lines.get(3).strip())));
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether its process lives and is a PostgreSQL; one that nobody has reaped has no command. */
  boolean alive() {
    return command().filter(Postmaster::isPostgres).isPresent();
  }

  private Optional<String> command() {
    return ProcessHandle.of(pid).flatMap(handle -> handle.info().command());
  }

  private static boolean isPostgres(String command) {
    return command.endsWith("postgres");
  }

  /** Stops it as PostgreSQL's "fast" mode does: sessions are ended, everything is written. */
  void stop(Duration wait) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(pid)).start().waitFor();
    long end = System.nanoTime() + wait.toNanos();
    // ProcessHandle.onExit looks at a process that is no child only every few seconds.
    while (alive()) {
      if (System.nanoTime() - end > 0) {
        throw new IOException("PostgreSQL " + pid + " did not stop within " + wait);
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
