package dev.caravan.delivery;

import dev.caravan.message.Target;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Connections;
import dev.caravan.store.Database;
import dev.caravan.store.Signals;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a pump for each connection that this node owns, and wakes the owners of the others. */
final class Dispatcher implements Intake.Handover, Owners.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  /** A NOTIFY in each transaction would cost more than the transaction; these are gathered. */
  private static final Duration GATHER = Duration.ofMillis(50);

  private final Database database;
  private final Connections connections;
  private final Tools tools;
  private final SignalTargets targets;
  private final Owners owners;
  private final NodesTable nodes;
  private final Map<String, Pump> pumps = new ConcurrentHashMap<>();
  private final Set<Pump> begun = ConcurrentHashMap.newKeySet();
  private final Set<String> toWake = ConcurrentHashMap.newKeySet();
  private final ExecutorService sends = Threads.forCalls();
  private final Set<String> unheard = ConcurrentHashMap.newKeySet();
  private final ExecutorService hearing =
      Executors.newSingleThreadExecutor(Threads.daemon("hearing"));
  private final ScheduledExecutorService waker =
      Executors.newSingleThreadScheduledExecutor(Threads.daemon("waker"));
  private @Nullable Future<?> waking;
  private final AtomicInteger promoting = new AtomicInteger();
  private final Drainage drainage;

  /** What is refreshed when another node says that it has changed. */
  @FunctionalInterface
  public interface SignalTargets {
    void changed(String what);
  }

  Dispatcher(
      Database database, String node, Connections connections, Tools tools, SignalTargets targets) {
    this.database = database;
    this.connections = connections;
    this.tools = tools;
    this.targets = targets;
    this.nodes = new NodesTable(database.jdbi(), node);
    this.owners = new Owners(database.access(), node, this::wanted, this);
    this.drainage = new Drainage(pumps, begun, owners);
  }

  /** Says that this node lives. */
  void join() {
    nodes.join();
    owners.join();
  }

  void start() {
    owners.start();
    waking =
        waker.scheduleWithFixedDelay(
            this::wakeOthers, GATHER.toMillis(), GATHER.toMillis(), TimeUnit.MILLISECONDS);
    // A changed connection gets a new pump, with its new limits.
    connections.onChange(() -> pumps.keySet().forEach(this::restart));
  }

  private Set<String> wanted() {
    return drainage.draining()
        ? drainage.kept()
        : connections.all().stream().map(Connection::name).collect(Collectors.toSet());
  }

  @Override
  public void committed(List<Queued> rows, boolean alone) {
    if (!owners.seen()) {
      sayAlive();
    }
    for (Queued row : rows) {
      String connection = row.message().target().connection();
      Pump pump = pumps.get(connection);
      if (pump == null) {
        toWake.add(connection);
      } else if (alone && promoting.get() == 0) {
        pump.offer(row);
      } else {
        pump.wake();
      }
    }
  }

  /**
   * A node that lost its owners' session goes on taking messages. Its callers are answered after
   * this, so that no other node believes itself alone when it takes what is said next.
   */
  private void sayAlive() {
    try {
      nodes.beat();
    } catch (RuntimeException e) {
      LOG.warn("This node could not say that it lives: {}", e.toString());
    }
  }

  /**
   * Runs a transaction that puts older messages into the outbox. While it runs no fresh row is
   * taken past the table, or it might overtake one of these that no pump has heard of yet; {@code
   * promote} wakes the pumps itself before it returns.
   */
  <T> T promoting(Supplier<T> promote) {
    promoting.incrementAndGet();
    try {
      return promote.get();
    } finally {
      promoting.decrementAndGet();
    }
  }

  /** Says that the outbox holds something new for the connection, whoever owns it. */
  void wake(String connection) {
    Pump pump = pumps.get(connection);
    if (pump == null) {
      toWake.add(connection);
    } else {
      pump.wake();
    }
  }

  /** Wakes every pump of this node, as after a stop was lifted. */
  void wakeAll() {
    pumps.values().forEach(Pump::wake);
  }

  private void wakeOthers() {
    for (String connection : Set.copyOf(toWake)) {
      try {
        toWake.remove(connection);
        database.jdbi().useHandle(h -> Signals.send(h, Owners.wake(connection)));
      } catch (RuntimeException e) {
        // The owner's own poll finds the rows within a second.
        LOG.debug("Could not wake the owner of {}", connection, e);
      }
    }
  }

  @Override
  public void acquired(OutboxTable.Ownership ownership) {
    Optional<Connection> connection = connections.byName(ownership.connection());
    if (connection.isEmpty()) {
      return;
    }
    LOG.info("Owns {} at epoch {}", ownership.connection(), ownership.epoch());
    begin(connection.get(), ownership);
  }

  private void begin(Connection connection, OutboxTable.Ownership ownership) {
    Pump pump = new Pump(connection, ownership, () -> leased(ownership), tools, sends);
    begun.removeIf(Pump::idle);
    begun.add(pump);
    pumps.put(connection.name(), pump);
    if (drainage.draining()) {
      pump.stop();
    }
    Threads.daemon("pump-" + connection.name()).newThread(pump).start();
  }

  private boolean leased(OutboxTable.Ownership ownership) {
    Pump pump = pumps.get(ownership.connection());
    return owners.believed() && pump != null && pump.ownership().equals(ownership);
  }

  private void restart(String name) {
    Pump old = pumps.get(name);
    Optional<Connection> connection = connections.byName(name);
    if (old != null && connection.isPresent() && old.serves(connection.get())) {
      return;
    }
    // Giving it up and taking it again bumps the epoch: what the old pump has in flight is settled
    // by it, and the new one waits for that.
    owners.renew(name);
  }

  @Override
  public void lost(String connection) {
    Pump pump = pumps.remove(connection);
    if (pump != null) {
      LOG.info("No longer owns {}", connection);
      pump.stop();
    }
  }

  @Override
  public void signal(String signal) {
    if (signal.startsWith(Signals.WAKE)) {
      Pump pump = pumps.get(signal.substring(Signals.WAKE.length()));
      if (pump != null) {
        pump.wake();
      }
    } else if (unheard.add(signal)) {
      // The thread that hears them must beat; and of many at once, one refresh takes all.
      hearing.execute(() -> hear(signal));
    }
  }

  private void hear(String signal) {
    unheard.remove(signal);
    try {
      targets.changed(signal);
      wakeAll();
    } catch (RuntimeException e) {
      LOG.warn("The change of {} on another node is taken up within a second", signal, e);
    }
  }

  /** The connections that this node sends for. */
  Set<String> owned() {
    return Set.copyOf(pumps.keySet());
  }

  /** What the pump of a connection does; empty where another node, or nobody, owns it. */
  Optional<Pump.Activity> activity(String connection) {
    return Optional.ofNullable(pumps.get(connection)).map(Pump::activity);
  }

  /** What the connection may send; empty as for {@link #activity}. */
  Optional<Throttle> throttle(String connection) {
    return Optional.ofNullable(pumps.get(connection)).map(Pump::throttle);
  }

  /** What the limits towards a recipient allow; empty as for {@link #activity}. */
  Optional<Left> left(Target.Lane lane) {
    return Optional.ofNullable(pumps.get(lane.connection())).map(p -> p.left(lane.recipientId()));
  }

  /** Every node on this database. */
  List<Node> nodes() {
    return nodes.all();
  }

  /** Starts no more sends, lets those in flight end for at most {@code wait}, gives all up. */
  Drained drain(Duration wait) {
    return drainage.drain(wait);
  }

  /** Owns and sends again. */
  void undrain() {
    drainage.undrain();
  }

  /** Ends ownership; call it when everything in flight has been settled. */
  void close() {
    if (waking != null) {
      waking.cancel(false);
    }
    waker.shutdown();
    wakeOthers();
    owners.close();
    hearing.shutdown();
    sends.shutdown();
  }
}
