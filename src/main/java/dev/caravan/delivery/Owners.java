package dev.caravan.delivery;

import dev.caravan.store.Access;
import dev.caravan.store.Signals;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which connections this node owns: each is owned by exactly one living node. Once the session that
 * holds the locks is lost, this node starts no send until it has them again.
 */
final class Owners implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Owners.class);
  private static final int WAIT_MILLIS = 50;
  private static final long BEAT_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Without a proof for so long, ownership is no longer believed: below the contender's 10 s. */
  private static final long BELIEF_NANOS = TimeUnit.SECONDS.toNanos(4);

  /** Others see a beat for 5 s: what was stored until then they look up within the 3 s left. */
  private static final long SEEN_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Access access;
  private final String node;
  private final Supplier<Set<String>> wanted;
  private final Listener listener;
  private final Map<String, OutboxTable.Ownership> held = new HashMap<>();
  private final CountDownLatch firstRound = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "owners");
  private final Set<String> renew = java.util.concurrent.ConcurrentHashMap.newKeySet();
  private volatile long proven = System.nanoTime() - BELIEF_NANOS;
  private volatile boolean owning;
  private volatile boolean resting;
  private volatile Set<String> owned = Set.of();
  private volatile long nextBeat = System.nanoTime();
  private volatile boolean closing;
  private @Nullable OwnersTable session;

  /** Who is told of what this session sees. */
  interface Listener {
    void acquired(OutboxTable.Ownership ownership);

    void lost(String connection);

    void signal(String signal);
  }

  Owners(Access access, String node, Supplier<Set<String>> wanted, Listener listener) {
    this.access = access;
    this.node = node;
    this.wanted = wanted;
    this.listener = listener;
    thread.setDaemon(true);
  }

  /** Says that this node lives, and goes on saying so; it owns nothing yet. */
  void join() {
    try {
      open().beat(List.of(), false);
    } catch (SQLException e) {
      throw new IllegalStateException("This node cannot join: " + e.getMessage(), e);
    }
    thread.start();
  }

  /** Begins to own, and returns after the first round of taking what is free. */
  void start() {
    owning = true;
    hurry();
    try {
      if (!firstRound.await(5, TimeUnit.SECONDS)) {
        LOG.warn("No connection could be taken within 5 s; the hub keeps trying");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The connections whose locks this node holds, as its last round left it. */
  Set<String> owned() {
    return owned;
  }

  /** Takes no connection any more; what {@code wanted} leaves out is given up. */
  void rest() {
    resting = true;
    hurry();
  }

  /** Takes what is free again. */
  void work() {
    resting = false;
    hurry();
  }

  /** Has the next round begin at once. */
  void hurry() {
    nextBeat = System.nanoTime();
  }

  /** Whether every other node will know for some seconds more that this one lives. */
  boolean seen() {
    return System.nanoTime() - proven < SEEN_NANOS;
  }

  /** Whether ownership was proven lately enough to start a send. */
  boolean believed() {
    return System.nanoTime() - proven < BELIEF_NANOS;
  }

  /** Gives a connection up and takes it again, at a new epoch, in the next round. */
  void renew(String connection) {
    renew.add(connection);
    hurry();
  }

  private void run() {
    while (!closing) {
      try {
        OwnersTable now = session == null ? open() : session;
        if (System.nanoTime() - nextBeat >= 0) {
          nextBeat = System.nanoTime() + BEAT_NANOS;
          round(now);
        }
        now.signals(WAIT_MILLIS).forEach(this::hand);
      } catch (SQLException | RuntimeException e) {
        // After half a round nobody knows what is held and what is pumped: all of it begins anew.
        lose(e);
      }
    }
    closeSession();
  }

  private OwnersTable open() throws SQLException {
    OwnersTable fresh = new OwnersTable(access, node);
    session = fresh;
    return fresh;
  }

  private void round(OwnersTable now) throws SQLException {
    boolean begins = owning;
    boolean rests = resting;
    boolean taking = begins && !rests;
    Set<String> names = wanted.get();
    for (String connection : Set.copyOf(held.keySet())) {
      if (!names.contains(connection) || renew.remove(connection)) {
        held.remove(connection);
        listener.lost(connection);
        now.release(connection);
      }
    }
    owned = Set.copyOf(held.keySet());
    long before = System.nanoTime();
    if (now.beat(List.copyOf(held.values()), rests) != held.size()) {
      throw new SQLException("Another node has taken over a connection of this one");
    }
    proven = before;
    for (String connection : taking ? names : Set.<String>of()) {
      long epoch = held.containsKey(connection) ? 0 : now.acquire(connection);
      if (epoch > 0) {
        OutboxTable.Ownership ownership = new OutboxTable.Ownership(connection, node, epoch);
        held.put(connection, ownership);
        listener.acquired(ownership);
      }
    }
    owned = Set.copyOf(held.keySet());
    if (begins) {
      firstRound.countDown();
    }
  }

  private void hand(String signal) {
    if (signal.equals(Signals.FREE)) {
      hurry();
      return;
    }
    try {
      listener.signal(signal);
    } catch (RuntimeException e) {
      LOG.warn("The signal {} could not be followed: {}", signal, e.toString());
    }
  }

  private void lose(Exception e) {
    if (session != null) {
      LOG.warn("The session that holds this node's connections is lost: {}", e.getMessage());
    }
    proven = System.nanoTime() - BELIEF_NANOS;
    closeSession();
    held.keySet().forEach(listener::lost);
    held.clear();
    owned = Set.of();
    try {
      TimeUnit.MILLISECONDS.sleep(WAIT_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      closing = true;
    }
  }

  private void closeSession() {
    if (session != null) {
      try {
        session.close();
      } catch (SQLException ignored) {
        LOG.debug("The lost session did not close", ignored);
      }
      session = null;
    }
  }

  /** Gives every connection up: its session ends, and with it the locks. */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join(TimeUnit.SECONDS.toMillis(6));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The signal that wakes the owner of a connection. */
  static String wake(String connection) {
    return Signals.WAKE + connection;
  }
}
