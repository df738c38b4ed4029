package dev.caravan.wiring;

import dev.caravan.store.Access;
import dev.caravan.store.EmbeddedServer;
import dev.caravan.store.Secrets;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One hub: starts everything in order, and stops it in the opposite one. */
public final class Hub {
  private static final Logger LOG = LoggerFactory.getLogger(Hub.class);

  /** How long a stop waits for what is in flight. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Settings settings;
  private final InstantSource clock;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile boolean ready;
  private @Nullable HomeLock lock;
  private @Nullable EmbeddedServer server;
  private @Nullable House house;
  private @Nullable CamelHost camel;

  public Hub(Settings settings) {
    this(settings, InstantSource.system());
  }

  /** A hub whose time is given. */
  public Hub(Settings settings, InstantSource clock) {
    this.settings = settings;
    // PostgreSQL keeps microseconds; what is answered at once must equal what is read later.
    this.clock = () -> clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** Returns when the hub is ready; throws {@link WrongSetting} where it cannot be. */
  public synchronized void start() {
    long began = System.nanoTime();
    // All of it within: what has not been stopped here, the shutdown hook takes for a clean stop.
    try {
      SettingKinds.check(settings);
      RequireFreePorts.check(settings, "caravan.host", "caravan.port");
      RequireFreePorts.check(settings, "caravan.management.host", "caravan.management.port");
      lock = HomeLock.take(settings.home());
      settings.strangers().forEach(stranger -> LOG.warn("{}", stranger));
      House built = new House(settings, this::database, this::identity, clock);
      house = built;
      built.open();
      CamelHost host = new CamelHost(built, stopped::get);
      camel = host;
      host.start();
      built.send();
    } catch (RuntimeException | Error e) {
      stop();
      throw e;
    }
    ready = true;
    LOG.info("Ready after {} ms", Duration.ofNanos(System.nanoTime() - began).toMillis());
  }

  private Access database() {
    // Here, for whatever is wrong with the configuration has been told by now.
    LOG.info(
        "Starting in {}; a first start makes its database, which takes some seconds",
        settings.home());
    if (settings.has("caravan.database.url")) {
      return new Access(
          settings.text("caravan.database.url"),
          settings.text("caravan.database.user"),
          settings.text("caravan.database.password"));
    }
    EmbeddedServer embedded = new EmbeddedServer(settings.home());
    server = embedded;
    return embedded.start();
  }

  private House.Identity identity() {
    Path file = settings.home().resolve("admin.token");
    String token =
        settings.has("caravan.admin.token")
            ? settings.text("caravan.admin.token")
            : Secrets.keep(file);
    String node = settings.text("caravan.node");
    return new House.Identity(node.isEmpty() ? hostAndPid() : node, token, this::reviveDatabase);
  }

  private void reviveDatabase() {
    EmbeddedServer embedded = server;
    if (embedded != null && !stopped.get()) {
      embedded.revive();
    }
  }

  private static String hostAndPid() {
    try {
      return InetAddress.getLocalHost().getHostName() + "-" + ProcessHandle.current().pid();
    } catch (UnknownHostException e) {
      return "node-" + ProcessHandle.current().pid();
    }
  }

  /** What is printed at readiness: where it is, whose token, and a first message to paste. */
  public String greeting() {
    House built = Objects.requireNonNull(house, "The hub has not started");
    return new Greeting(settings, built.connections, built.agents.names()::contains).text();
  }

  /** Whether it became ready, and nobody has stopped it since. */
  boolean running() {
    return ready && !stopped.get();
  }

  /** Blocks until the hub has stopped. */
  public void await() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Stops: takes no more, lets what is in flight end, gives its connections up, and stops
   * PostgreSQL last. Answers whether this call stopped it.
   */
  public boolean stop() {
    if (!stopped.compareAndSet(false, true)) {
      return false;
    }
    if (house != null) {
      house.drain(PATIENCE);
    }
    if (camel != null) {
      camel.stop();
    }
    if (house != null) {
      house.leave();
    }
    if (server != null) {
      server.close();
    }
    if (lock != null) {
      lock.close();
    }
    end.countDown();
    return true;
  }
}
