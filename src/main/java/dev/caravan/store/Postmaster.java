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
   * Forgets a server that is gone, once nothing that runs its {@code binaries} lives any more: the
   * sessions of a killed one end after it, and its process id may be another program's by now, or a
   * zombie's, both of which PostgreSQL takes for a living server.
   */
  static void forgetDead(Path data, Path binaries, Duration wait)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + wait.toNanos();
    while (ProcessHandle.allProcesses().anyMatch(handle -> runs(handle, binaries))) {
      if (System.nanoTime() - end > 0) {
        throw new IOException("Something of an earlier PostgreSQL in " + data + " still runs");
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    Files.deleteIfExists(data.resolve(FILE));
  }

  private static boolean runs(ProcessHandle handle, Path binaries) {
    return handle.info().command().filter(c -> Path.of(c).startsWith(binaries)).isPresent();
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
    return ProcessHandle.of(pid)
        .flatMap(handle -> handle.info().command())
        .filter(command -> command.endsWith("postgres"))
        .isPresent();
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
