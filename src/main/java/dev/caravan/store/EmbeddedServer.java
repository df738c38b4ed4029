package dev.caravan.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL inside the hub: durable, password-protected, adopted when a killed hub left it
 * running, restarted when it dies, and stopped last.
 */
public final class EmbeddedServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String HUB = "caravan";

  private final Path home;
  private final String superPassword;
  private final String hubPassword;
  private int port;
  private @Nullable EmbeddedPostgres started;
  private boolean closed;

  /** The server of {@code home}; nothing runs before {@link #start}. */
  public EmbeddedServer(Path home) {
    this.home = home.toAbsolutePath().normalize();
    this.superPassword = Secrets.keep(this.home.resolve("postgres-superuser.secret"));
    this.hubPassword = Secrets.keep(this.home.resolve("postgres-hub.secret"));
  }

  /** Starts or adopts the server, and answers how the hub reaches it. */
  public synchronized Access start() {
    try {
      Optional<Postmaster> living = Postmaster.of(data());
      if (living.isPresent() && adopt(living.get())) {
        LOG.info("Adopted the PostgreSQL that an earlier hub left running on port {}", port);
      } else {
        port = freePort();
        started = launch();
      }
      prepare();
      return access();
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(
          "The embedded PostgreSQL in " + data() + " does not start: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while PostgreSQL started", e);
    }
  }

  /** Starts the server again, on the same port, where its process has died. */
  public synchronized void revive() {
    if (closed || Postmaster.of(data()).isPresent()) {
      return;
    }
    LOG.warn("The embedded PostgreSQL has died; starting it again");
    try {
      release();
      started = launch();
    } catch (IOException | RuntimeException e) {
      LOG.error("The embedded PostgreSQL does not start: {}", e.toString());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private Path data() {
    return home.resolve("postgres");
  }

  private Access access() {
    return new Access("jdbc:postgresql://127.0.0.1:" + port + "/" + HUB, HUB, hubPassword);
  }

  private EmbeddedPostgres launch() throws IOException, InterruptedException {
    Path binaries = Secrets.folder(home.resolve("postgres-binaries"));
    Postmaster.forgetDead(data(), binaries, PATIENCE);
    // After a start that failed, as on a full disk, the library goes on holding its lock of this
    // file in this JVM, and would refuse every later one. The home's own lock guards the folder.
    Files.deleteIfExists(data().resolve("epg-lock"));
    Path log = Files.createDirectories(home.resolve("log")).resolve("postgres.log");
    EmbeddedPostgres running =
        EmbeddedPostgres.builder()
            .setDataDirectory(Files.createDirectories(data()))
            .setOverrideWorkingDirectory(binaries.toFile())
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setPort(port)
            .setPGStartupWait(PATIENCE)
            .setConnectConfig("password", superPassword)
            .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
            // The library starts its server with both off; the hub promises durability.
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("listen_addresses", "127.0.0.1")
            // As initdb writes it, for the library has 300: another than the file's is told as an
            // error at each reload.
            .setServerConfig("max_connections", "100")
            .setServerConfig("max_wal_size", "2GB")
            .setServerConfig("jit", "off")
            .start();
    // The library opens it to everybody.
    Secrets.folder(binaries);
    return running;
  }

  private boolean adopt(Postmaster living) throws IOException, InterruptedException {
    port = living.port();
    long end = System.nanoTime() + PATIENCE.toNanos();
    SQLException last = null;
    while (living.alive() && System.nanoTime() < end) {
      try (Connection connection = superuser();
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("select current_setting('fsync')")) {
        row.next();
        if (row.getString(1).equals("on")) {
          return true;
        }
        LOG.warn(
            "A PostgreSQL with fsync off runs on {}; it is stopped and started durably", data());
        living.stop(PATIENCE);
        return false;
      } catch (SQLException starting) {
        last = starting;
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
    if (living.alive()) {
      throw new IOException(
          "PostgreSQL " + living.pid() + " runs on " + data() + " but does not answer", last);
    }
    return false;
  }

  private Connection superuser() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres?connectTimeout=2",
        "postgres",
        superPassword);
  }

  /** Closes what initdb leaves open: made passwords, a role that is no superuser, its database. */
  private void prepare() throws SQLException, IOException {
    try (Connection connection = superuser();
        Statement statement = connection.createStatement()) {
      // Made secrets are letters, digits, - and _ alone: they need no quoting.
      if (!exists(statement, "select from pg_roles where rolname = '" + HUB + "'")) {
        statement.execute("create role " + HUB + " login password '" + hubPassword + "'");
      }
      if (!exists(statement, "select from pg_database where datname = '" + HUB + "'")) {
        // By code point: fast, and the same under every C library that the home may move to.
        statement.execute(
            "create database "
                + HUB
                + " owner "
                + HUB
                + " template template0 encoding 'UTF8'"
                + " locale_provider builtin builtin_locale 'C.UTF-8' locale 'C'");
      }
      Path rules = data().resolve("pg_hba.conf");
      if (!Files.readString(rules).startsWith("# caravan")) {
        statement.execute("alter role postgres password '" + superPassword + "'");
        Files.writeString(
            rules,
            "# caravan\nlocal all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n");
        statement.execute("select pg_reload_conf()");
      }
    }
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      return row.next();
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("No free port for PostgreSQL", e);
    }
  }

  private void release() throws IOException {
    if (started != null) {
      started.close();
      started = null;
    }
  }

  /** Stops the server; every session must have ended before. */
  @Override
  public synchronized void close() {
    closed = true;
    try {
      Optional<Postmaster> living = Postmaster.of(data());
      if (living.isPresent()) {
        living.get().stop(PATIENCE);
      }
      release();
    } catch (IOException e) {
      LOG.error("PostgreSQL did not stop cleanly; it recovers by itself at the next start", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
