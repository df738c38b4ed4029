package dev.caravan.crash;

import dev.caravan.store.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The PostgreSQL that a hub runs in its home, seen from outside by its {@code postmaster.pid}. */
record HomePostgres(Path data, Path hubSecret) {

  static HomePostgres of(HubHome home) {
    return new HomePostgres(
        home.folder.resolve("postgres"), home.folder.resolve("postgres-hub.secret"));
  }

  /** Its process, where it lives. */
  Optional<ProcessHandle> process() {
    return lines()
        .flatMap(lines -> ProcessHandle.of(Long.parseLong(lines.get(0).strip())))
        .filter(handle -> handle.info().command().orElse("").endsWith("postgres"));
  }

  /** Kills it with -9 and waits until it is gone. */
  void kill() {
    process()
        .ifPresent(
            handle -> {
              Signal.KILL.send(handle.pid());
              Patience.until(
                  "the end of PostgreSQL " + handle.pid(),
                  Duration.ofSeconds(10),
                  () -> handle.info().command().isEmpty());
            });
  }

  /** Makes its pid file name this JVM, as if its process id had been given out again. */
  void giveItsProcessIdAway() throws IOException {
    List<String> lines = new ArrayList<>(lines().orElseThrow());
    lines.set(0, Long.toString(ProcessHandle.current().pid()));
    Files.write(data.resolve("postmaster.pid"), lines);
  }

  /** How the hub itself reaches it. */
  Access access() throws IOException {
    int port = Integer.parseInt(lines().orElseThrow().get(3).strip());
    return new Access(
        "jdbc:postgresql://127.0.0.1:" + port + "/caravan",
        "caravan",
        Files.readString(hubSecret).strip());
  }

  private Optional<List<String>> lines() {
    try {
      List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
      return lines.size() > 3 ? Optional.of(lines) : Optional.empty();
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
