package dev.caravan.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A PostgreSQL server's process, as its {@code postmaster.pid} names it. */
record Postmaster(long pid, int port) {

  /** The living server of a data folder, where there is one. */
  static Optional<Postmaster> of(Path data) {
    try {
      List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
      // PostgreSQL's own layout: process id, data folder, start time, port.
      Postmaster found =
          new Postmaster(
              Long.parseLong(lines.get(0).strip()), Integer.parseInt(lines.get(3).strip()));
      return found.alive() ? Optional.of(found) : Optional.empty();
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether that process is a living PostgreSQL: after a crash its id may be another's, and one
   * that nobody has reaped has no command any more.
   */
  boolean alive() {
    return ProcessHandle.of(pid)
        .flatMap(handle -> handle.info().command())
        .filter(command -> command.endsWith("postgres"))
        .isPresent();
  }

  /** Stops it as PostgreSQL's "fast" mode does: sessions are ended, everything is written. */
  void stop(Duration wait) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(pid)).start().waitFor();
    try {
      Optional<ProcessHandle> handle = ProcessHandle.of(pid);
      if (handle.isPresent()) {
        handle.get().onExit().get(wait.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("PostgreSQL " + pid + " did not stop within " + wait, e);
    }
  }
}
