package dev.caravan.delivery;

import dev.caravan.message.Decision;
import dev.caravan.message.Message;
import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.message.Verdict;
import dev.caravan.platform.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one connection while this node owns it. The one point of order: a lane's head is judged
 * again, takes its tokens, is marked as being sent in one committed batch, and only then is I/O
 * begun for it.
 */
final class Pump implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Pump.class);

  /** The net under wake-ups, stops and changes that got lost. */
  private static final Duration POLL = Duration.ofSeconds(1);

  private static final Outcome NOT_BEGUN =
      new Outcome.Retry(
          Reason.ROUTE_UNAVAILABLE, "The hub lost its hold before it began to send.", null);

  private final Connection connection;
  private final OutboxTable.Ownership mine;
  private final Lease lease;
  private final Tools tools;
  private final ExecutorService sends;
  private final Throttle throttle;
  private final Window window;
  private final Rate rate = new Rate();
  private final Recovery recovery;
  private final Walk walk;
  private final Tries tries;
  private final Aloft aloft;
  private final LongestTry longest;
  private final AtomicInteger sending = new AtomicInteger();
  private final Settler.Settled settled = new Freed();
  private Instant nextPoll = Instant.MIN;
  private volatile boolean stopping;
  private volatile boolean ended;

  /** Whether this node may still start sends on the connection. */
  @FunctionalInterface
  interface Lease {
    boolean held();
  }

  /** What it is doing, for an answer. */
  record Activity(
      int inFlight,
      int inMemory,
      QueueState.Flow flow,
      @Nullable Instant closedUntil,
      double perSecond) {}

  Pump(
      Connection connection,
      OutboxTable.Ownership mine,
      Lease lease,
      Tools tools,
      ExecutorService sends) {
    this.connection = connection;
    this.mine = mine;
    this.lease = lease;
    this.tools = tools;
    this.sends = sends;
    this.throttle = new Throttle(connection, tools.clock());
    this.aloft = tools.repeating().aloft();
    this.longest = tools.repeating().longest(connection);
    boolean passing = connection.traffic().repeats().order() == Connection.Order.BEST_EFFORT;
    this.window = new Window(passing);
    this.walk = new Walk(connection.name(), tools.outbox()::fetch, window);
    this.tries = new Tries(connection, mine, tools, new Told());
    this.recovery = new Recovery(connection, mine, tools, window, tries.doubts());
  }

  /** Takes a row straight after its commit, or leaves it in the table for the next fetch. */
  void offer(Queued row) {
    window.offer(row);
  }

  /** Says that the table holds something new. */
  void wake() {
    window.lookAgain();
    window.wake();
  }

  /** Whether it serves the connection as it is configured now. */
  boolean serves(Connection current) {
    return connection.equals(current);
  }

  Activity activity() {
    return new Activity(
        window.inFlight(),
        window.size(),
        throttle.flow(),
        throttle.closedUntil(),
        rate.perSecond(tools.clock().instant()));
  }

  /** What its limits allow now towards this recipient. */
  Left left(String recipient) {
    return throttle.left(recipient);
  }

  /** What it may send. */
  Throttle throttle() {
    return throttle;
  }

  OutboxTable.Ownership ownership() {
    return mine;
  }

  /** Starts no more sends; what is in flight goes on. */
  void stop() {
    stopping = true;
    window.wake();
  }

  /** Whether it begins no send any more, and all that it began have been settled. */
  boolean idle() {
    return ended && sending.get() == 0;
  }

  /** How many it has begun that have not been settled. */
  int flying() {
    return sending.get();
  }

  @Override
  public void run() {
    try {
      turns();
    } finally {
      ended = true;
    }
  }

  private void turns() {
    while (!stopping) {
      try {
        window.await(turn());
      } catch (SQLException e) {
        LOG.warn("{} waits for the database: {}", connection.name(), e.getMessage());
        pause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOG.error("{} failed in its turn and goes on", connection.name(), e);
        pause();
      }
    }
  }

  private void pause() {
    try {
      window.await(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping = true;
    }
  }

  /** One turn; answers how long there is nothing to do unless somebody signals. */
  private Duration turn() throws SQLException {
    Instant now = tools.clock().instant();
    tries.giveUpStuck(now);
    if (!lease.held()
        || tools.gate().closed(connection.name(), connection.platform()).isPresent()) {
      return POLL;
    }
    // It needs the database: no work for the thread that must beat.
    throttle.look(tools.memory(), mine);
    if (!now.isBefore(nextPoll)) {
      // Before anything is read: what an earlier owner has in flight holds its lane.
      recovery.look();
      nextPoll = now.plus(POLL);
      window.lookAgain();
    }
    walk.goOn(sends);
    List<Queued> heads = window.take(throttle::room, now);
    if (heads.isEmpty()) {
      return untilSomethingToDo(now);
    }
    send(judged(heads, now));
    return Duration.ZERO;
  }

  private Duration untilSomethingToDo(Instant now) {
    if (!window.hasFree(throttle::hasFree)) {
      return POLL;
    }
    Instant next = window.nextWake();
    Instant tokens = throttle.free();
    if (tokens.isAfter(now) && tokens.isBefore(next)) {
      next = tokens;
    }
    Duration wait = next.isAfter(now.plus(POLL)) ? POLL : Duration.between(now, next);
    return wait.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : wait;
  }

  /** Those that may go now; the others are turned back or wait for their recipient. */
  private List<Queued> judged(List<Queued> heads, Instant now) {
    List<Queued> go = new ArrayList<>(heads.size());
    for (Queued head : heads) {
      Instant free = throttle.recipientFree(head.recipient());
      if (free.isAfter(now)) {
        window.again(head, free);
      } else {
        judge(head, now, go);
      }
    }
    return go;
  }

  private void judge(Queued head, Instant now, List<Queued> go) {
    try {
      if (mayGo(head, now)) {
        throttle.take(head.recipient());
        go.add(head);
      } else {
        window.left(head);
      }
    } catch (RuntimeException e) {
      // Nothing may be lost with a turn that failed, as where the database is away.
      LOG.warn("{} could not be judged and is tried again", head.message().id(), e);
      window.again(head, now.plus(POLL));
    }
  }

  private boolean mayGo(Queued head, Instant now) {
    Message message = head.message();
    Instant expires = message.terms().expiresAt();
    Duration maxAge = message.terms().maxAge();
    if (expires != null && !now.isBefore(expires)) {
      tools.turns().expire(message, Reason.EXPIRED, now);
      return false;
    }
    if (maxAge != null && now.isAfter(message.createdAt().plus(maxAge))) {
      tools.turns().expire(message, Reason.TOO_OLD, now);
      return false;
    }
    Decision decision = tools.judge().judge(message, head.approval());
    if (decision.verdict() instanceof Verdict.Allow) {
      return true;
    }
    tools.turns().turn(message, decision, now);
    return false;
  }

  private void send(List<Queued> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    sending.addAndGet(rows.size());
    for (Queued row : rows) {
      aloft.begin(row.message().id(), longest.sinceMark(row.message()).plus(Flights.GRACE));
    }
    Set<UUID> marked;
    try {
      marked = tools.outbox().mark(mine, rows.stream().map(r -> r.message().id()).toList());
    } catch (SQLException e) {
      // Whether the marks were committed is not known, but no I/O began.
      rows.forEach(this::giveBack);
      throw e;
    }
    Instant markedAt = tools.clock().instant();
    for (Queued row : rows) {
      if (marked.contains(row.message().id())) {
        sends.execute(() -> carry(row, markedAt));
      } else {
        throttle.returned(row.recipient());
        aloft.end(row.message().id());
        window.left(row);
        sending.decrementAndGet();
      }
    }
  }

  /** Takes the mark back of a row for which no I/O was begun, however long the database is away. */
  private void giveBack(Queued row) {
    Instant now = tools.clock().instant();
    throttle.returned(row.recipient());
    aloft.answered(row.message().id());
    settle(new Settlement(row, mine.epoch(), now, now, NOT_BEGUN, new Settlement.Next.Silenced()));
  }

  private void settle(Settlement settlement) {
    tools.settler().settle(settlement, settled);
  }

  private void carry(Queued row, Instant markedAt) {
    Instant started = tools.clock().instant();
    Doubts.Leave leave = tries.ask(row, started);
    if (leave instanceof Doubts.Leave.Unasked || !stillMine(row, markedAt, started)) {
      giveBack(row);
      return;
    }
    tries.make(row, leave, started);
  }

  private boolean stillMine(Queued row, Instant markedAt, Instant now) {
    if (!lease.held()) {
      return false;
    }
    if (Duration.between(markedAt, now).compareTo(LongestTry.MARK_LIFE) <= 0) {
      return true;
    }
    try {
      return tools.outbox().markAgain(mine, List.of(row.message().id())).size() == 1;
    } catch (SQLException e) {
      return false;
    }
  }

  /** A settled row frees its lane, and counts no longer as being sent. */
  private final class Freed implements Settler.Settled {
    @Override
    public void written(Settlement settlement) {
      window.written(settlement);
      aloft.end(settlement.row().message().id());
      sending.decrementAndGet();
    }

    @Override
    public void batchEnded() {
      window.batchEnded();
    }
  }

  /** What the limits, the breaker and the rate learn of each try. */
  private final class Told implements Tries.Told {
    @Override
    public Settlement.Next answered(
        Fate.Trial trial, Queued row, Outcome outcome, Settlement.Next next) {
      if (outcome instanceof Outcome.Sent) {
        rate.count(trial.ended());
      }
      throttle.answered(outcome, row.recipient(), Duration.between(trial.started(), trial.ended()));
      return throttle.sooner(next, outcome);
    }

    @Override
    public void settle(Settlement settlement) {
      Pump.this.settle(settlement);
    }
  }
}
