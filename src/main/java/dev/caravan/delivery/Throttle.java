package dev.caravan.delivery;

import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.platform.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How much may go through one connection at this moment, and how that changes with its answers:
 * limits, breaker and concurrency in one place. Every {@link #take} is followed by one {@link
 * #answered} or {@link #returned} for the same recipient.
 */
final class Throttle {
  private static final Duration FORGET = Duration.ofMinutes(1);

  /** How soon a lane looks again that a call beside the queue waits for. */
  private static final Duration STEP_ASIDE = Duration.ofMillis(50);

  private final Connection connection;
  private final InstantSource clock;
  private final Limits limits;
  private final Breaker breaker;
  private final Concurrency concurrency;
  private final Factor factor;
  private final Reserved reserved = new Reserved();
  private final Absence absence = new Absence();
  private final Map<String, Turn> turns = new ConcurrentHashMap<>();
  private boolean remembered;
  private Instant forgetAt = Instant.MIN;

  /** A send that has begun. */
  private record Turn(Limits.Use use, boolean probe) {}

  /** Where it is remembered over a restart and a change of owner. */
  record Memory(LimitsTable limits, BreakersTable breakers) {}

  Throttle(Connection connection, InstantSource clock) {
    Connection.Traffic traffic = connection.traffic();
    this.connection = connection;
    this.clock = clock;
    this.limits = new Limits(traffic, clock);
    this.breaker = new Breaker(connection.name(), traffic.responseTimeout(), clock);
    this.concurrency = new Concurrency(traffic.concurrency(), clock);
    this.factor = new Factor(traffic.pace());
  }

  /**
   * Learns once what earlier owners did, and writes down what has changed; call it each turn,
   * before the first {@link #room}. Throws while the database is away, and does the rest the next
   * time.
   */
  void look(Memory memory, OutboxTable.Ownership owner) throws SQLException {
    Instant now = clock.instant();
    if (!remembered) {
      remember(memory, now);
      remembered = true;
    }
    for (Breaker.Change c = breaker.change(); c != null; c = breaker.change()) {
      memory.breakers().write(owner, c);
      breaker.written();
    }
    if (!limits.longest().isZero() && !now.isBefore(forgetAt)) {
      memory.limits().forget(connection.name(), now.minus(limits.longest()));
      forgetAt = now.plus(FORGET);
    }
  }

  private void remember(Memory memory, Instant now) {
    String name = connection.name();
    memory.limits().load(name, now, limits::close);
    if (!limits.longest().isZero()) {
      Instant since = now.minus(limits.longest());
      // What an earlier owner has in flight may arrive until its patience ends.
      Instant latest = now.plus(connection.traffic().responseTimeout());
      memory.limits().uses(name, since, latest, limits::remember);
    }
    BreakersTable.Open open = memory.breakers().open().get(name);
    if (open != null) {
      breaker.restore(open.until());
    }
  }

  /**
   * How many sends may begin now, where {@code inFlight} have begun and not ended; takes nothing.
   */
  int room(int inFlight) {
    if (absence.until().isAfter(clock.instant())) {
      return 0;
    }
    int free = breaker.room(Math.max(0, concurrency.now() - inFlight));
    return free == 0
        ? 0
        : Math.max(0, limits.available(free + reserved.calls()) - reserved.calls());
  }

  /** Whether more calls are allowed at once than these; where not, the next end makes room. */
  boolean hasFree(int inFlight) {
    return inFlight < concurrency.now();
  }

  /** When to look again at the latest; {@link Instant#MIN} where nothing but room is waited for. */
  Instant free() {
    Instant probe = breaker.until();
    Instant tokens = limits.connectionFree();
    Instant back = absence.until();
    Instant free = back.isAfter(tokens) ? back : tokens;
    return probe != null && probe.isAfter(free) ? probe : free;
  }

  /** When this recipient may be written to again; {@link Instant#MIN} means now. */
  Instant recipientFree(String recipient) {
    return reserved.holds(recipient)
        ? clock.instant().plus(STEP_ASIDE)
        : limits.recipientFree(recipient);
  }

  /** Begins a send that {@link #room} and {@link #recipientFree} allow. */
  void take(String recipient) {
    Turn lost = turns.put(recipient, new Turn(limits.take(recipient), breaker.begin()));
    if (lost != null) {
      end(lost, Sign.NOTHING, Duration.ZERO, true);
    }
  }

  /** The platform was not called after all. */
  void returned(String recipient) {
    Turn turn = turns.remove(recipient);
    if (turn != null) {
      end(turn, Sign.NOTHING, Duration.ZERO, false);
    }
  }

  /** A send has ended so, {@code took} after the platform was called. */
  void answered(Outcome outcome, String recipient, Duration took) {
    heed(outcome, recipient);
    if (outcome instanceof Outcome.Retry retry && retry.reason() == Reason.ROUTE_UNAVAILABLE) {
      absence.away(clock.instant());
    } else {
      absence.over();
    }
    int inFlight = turns.size();
    Turn turn = turns.remove(recipient);
    if (turn != null) {
      Sign sign = Sign.of(outcome);
      concurrency.answered(sign, took, inFlight);
      end(turn, sign, took, Sign.reached(outcome));
    }
  }

  /**
   * The next try, no later than the next probe: while the breaker is open it spaces the tries, and
   * a message that waits for minutes more would keep its lane waiting after the recovery.
   */
  Settlement.Next sooner(Settlement.Next next, Outcome outcome) {
    Instant probe = breaker.until();
    boolean asked = outcome instanceof Outcome.Retry retry && retry.after() != null;
    return probe != null
            && !asked
            && next instanceof Settlement.Next.Again again
            && again.at().isAfter(probe)
        ? new Settlement.Next.Again(probe)
        : next;
  }

  private void end(Turn turn, Sign sign, Duration took, boolean reached) {
    Limits.end(turn.use(), reached);
    if (breaker.end(turn.probe(), sign, took)) {
      concurrency.restart();
    }
    if (factor.answered(sign, clock.instant())) {
      limits.follow(factor.now());
    }
  }

  /** Closes what the platform asked to be closed; answers until when, null where it did not. */
  private @Nullable Instant heed(Outcome outcome, String recipient) {
    if (!(outcome instanceof Outcome.Limited limited)) {
      return null;
    }
    Instant until = clock.instant().plus(limited.after());
    limits.close(limited.scope() == Outcome.Scope.CONNECTION ? null : recipient, until);
    return until;
  }

  /**
   * Asks for a call beside the queue, which leaves it one token; {@link Reserved} says for whom.
   */
  Reserved reserved() {
    return reserved;
  }

  /** When a call beside the queue may be made to the recipient; {@link Instant#MIN} means now. */
  Instant callFree(String recipient) {
    Instant whole = limits.connectionFree();
    Instant own = limits.recipientFree(recipient);
    return own.isAfter(whole) ? own : whole;
  }

  /** Begins a call beside the queue; end it by {@link #called}. */
  Limits.Use call(String recipient) {
    return limits.take(recipient);
  }

  /** A call beside the queue has ended so; answers until when it closed its connection or lane. */
  @Nullable Instant called(Limits.Use use, Outcome outcome, String recipient) {
    Limits.end(use, Sign.reached(outcome));
    return heed(outcome, recipient);
  }

  /** What is allowed now towards this recipient. */
  Left left(String recipient) {
    return new Left(
        limits.available(Integer.MAX_VALUE), limits.availableTo(recipient), limits.closedUntil());
  }

  /** Until when the platform asked the whole connection for silence; null where it did not. */
  @Nullable Instant closedUntil() {
    return limits.closedUntil();
  }

  /** How it stands, for answers. */
  QueueState.Flow flow() {
    return new QueueState.Flow(
        BreakerState.of(breaker.state()),
        breaker.until(),
        concurrency.now(),
        concurrency.range(),
        factor.now());
  }
}
