package dev.caravan.crash;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * A hub whose own PostgreSQL lives on a disk of 256 MB: a file system in memory that the hub's
 * process and its children alone see. It needs Linux with namespaces for users ({@code unshare} of
 * util-linux), as root or not.
 */
final class CrampedHub implements AutoCloseable {
  /** Mounts the file system at the first argument, then becomes the rest. */
  private static final String MOUNT =
      "mount -t tmpfs -o size=256m,mode=0700 tmpfs \"$0\" && exec \"$@\"";

  final HubProcess hub;
  private final HubHome home;

  CrampedHub(HubHome home) {
    this.home = home;
    Path data = HomePostgres.of(home).data();
    try {
      Files.createDirectories(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    hub =
        HubProcess.launchBy(
            List.of(
                "unshare", "--user", "--map-root-user", "--mount", "sh", "-c", MOUNT, "" + data),
            home);
    try {
      hub.awaitReady();
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** The data folder as the hub sees it. */
  private Path data() {
    Path data = HomePostgres.of(home).data();
    return Path.of("/proc", "" + hub.pid(), "root").resolve(Path.of("/").relativize(data));
  }

  private HomePostgres postgres() {
    return new HomePostgres(data(), HomePostgres.of(home).hubSecret());
  }

  /** Writes until the system says that there is no room. */
  void fill() {
    byte[] block = new byte[65_536];
    try (OutputStream filler =
        Files.newOutputStream(
            data().resolve("filler"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (long written = 0; written < Integer.MAX_VALUE; written += block.length) {
        filler.write(block);
      }
    } catch (IOException full) {
      if (String.valueOf(full.getMessage()).contains("No space left")) {
        return;
      }
      throw new UncheckedIOException(full);
    }
    throw new AssertionError("That disk has no end");
  }

  /** Gives all of it back. */
  void makeRoom() {
    try {
      Files.delete(data().resolve("filler"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has PostgreSQL begin another segment of its log, for which there may be no room. */
  void switchLog() {
    try (Connection connection =
            DriverManager.getConnection(
                postgres().access().url().replace("/caravan", "/postgres"),
                "postgres",
                home.read("postgres-superuser.secret").strip());
        Statement statement = connection.createStatement()) {
      for (int segment = 0; segment < 100; segment++) {
        statement.execute("select pg_switch_wal(), pg_logical_emit_message(true, 'full', 'disk')");
      }
    } catch (SQLException fallen) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new AssertionError("There was room for a hundred segments");
  }

  /** The hub goes first, or it would start its PostgreSQL again. */
  @Override
  public void close() {
    Optional<ProcessHandle> server = hub.alive() ? postgres().process() : Optional.empty();
    hub.close();
    server.ifPresent(process -> Signal.KILL.send(process.pid()));
  }
}
