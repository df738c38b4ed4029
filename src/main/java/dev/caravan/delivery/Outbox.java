package dev.caravan.delivery;

import dev.caravan.message.Message;
import dev.caravan.message.Outcome;
import dev.caravan.message.Reason;
import dev.caravan.message.StoredMessage;
import dev.caravan.message.Target;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Connections;
import dev.caravan.platform.Platforms;
import dev.caravan.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The face of delivery: takes judged messages in durably, and sends them out in order. */
public final class Outbox implements AutoCloseable {
  private final Connections connections;
  private final InstantSource clock;
  private final Gate gate;
  private final Carrier carrier;
  private final Admission admission;
  private final Intake intake;
  private final BulkIntake bulk;
  private final Earlier earlier;
  private final Settler settler;
  private final Dispatcher dispatcher;
  private final PromotionTable promotion;
  private final QueuesTable queues;
  private final BreakersTable breakers;

  /** Whom delivery asks and tells. */
  public record Neighbours(
      Judge judge,
      Carrier carrier,
      Gate gate,
      Listener listener,
      RecipientsTable recipients,
      MessagingWindows windows) {}

  /**
   * What is taken in, and how far away the platforms are.
   *
   * @param reach how long it may take to get a pooled connection and to connect
   */
  public record Edges(Admission admission, Duration reach) {}

  /** Where it runs, which platforms are known there, and what its edges are. */
  public record Place(
      Database database,
      String node,
      String salt,
      InstantSource clock,
      Platforms platforms,
      Edges edges) {

    /** A place where everything is taken, and platforms are reached as soon as usual. */
    public Place(
        Database database, String node, String salt, InstantSource clock, Platforms platforms) {
      this(
          database,
          node,
          salt,
          clock,
          platforms,
          new Edges(Admission.ofAll(), LongestTry.USUAL_REACH));
    }
  }

  /** Who is told of what happens here. */
  public interface Listener {
    /**
     * A try was settled; counted for every send, so it must cost next to nothing.
     *
     * @param reason null where it was sent
     * @param took from the begin of the call to its answer
     */
    void settled(String connection, Ending ending, @Nullable Reason reason, Duration took);

    /** A message left the outbox unsent: its status, and how its last try ended. */
    void ended(Message message, String status, Outcome outcome);

    /** A platform refused the credential of a connection in a call begun at {@code begun}. */
    void credentialRefused(String connection, String detail, Instant begun);

    /** Another node has changed something: one of {@link dev.caravan.store.Signals}. */
    void changed(String what);
  }

  public Outbox(Place place, Connections connections, Neighbours neighbours) {
    this(place, connections, neighbours, System::nanoTime);
  }

  /** The same by another clock that nobody sets, for calls that hang. */
  Outbox(Place place, Connections connections, Neighbours neighbours, LongSupplier nanos) {
    Database database = place.database();
    this.connections = connections;
    this.clock = place.clock();
    this.gate = neighbours.gate();
    Carrier carrier =
        new MovedRecipients(
            new RefusedMarkup(new SecondCalls(neighbours.carrier(), this::throttle)),
            neighbours.recipients(),
            new MovedRecipients.Haste(place.edges().reach(), nanos));
    OutboxTable table = new OutboxTable(database.dataSource());
    LimitsTable limits = new LimitsTable(database.jdbi());
    this.breakers = new BreakersTable(database.jdbi());
    DoubtsTable doubts = new DoubtsTable(database.jdbi());
    this.settler =
        new Settler(
            new Ledger.Books(table, neighbours.recipients(), limits, doubts),
            database.storage(),
            place.node(),
            neighbours.listener());
    Tools tools =
        new Tools(
            table,
            new Throttle.Memory(limits, breakers),
            new TurnsTable(database.jdbi()),
            neighbours.judge(),
            new Carriage(carrier, neighbours.windows()),
            settler,
            gate,
            new Repeating(
                doubts, place.platforms(), nanos, place.edges().reach(), new Aloft(nanos)),
            clock);
    this.dispatcher =
        new Dispatcher(database, place.node(), connections, tools, neighbours.listener()::changed);
    this.carrier = new WithinLimits(carrier, this::throttle, limits, clock);
    IntakeTable accepting = new IntakeTable(place.node(), place.salt());
    this.admission = place.edges().admission();
    this.earlier = new Earlier(database);
    this.intake = new Intake(database, accepting, earlier, this::committed);
    this.bulk = new BulkIntake(database, accepting, earlier, this::committed);
    this.promotion = new PromotionTable(database.jdbi());
    this.queues = new QueuesTable(database.jdbi());
  }

  private void committed(List<Queued> rows, boolean alone) {
    admission.took(rows.size());
    dispatcher.committed(rows, alone);
  }

  /** Who says whether one more message is taken. */
  public Admission admission() {
    return admission;
  }

  /**
   * Carries as every send is carried: after who has moved, as text where markup is refused, and
   * within the limits of the connection.
   */
  public Carrier carrier() {
    return carrier;
  }

  /** Says to the other nodes that this one lives; call it before the first message is taken. */
  public void join() {
    dispatcher.join();
  }

  /** Begins to own connections and to send. */
  public void start() {
    dispatcher.start();
  }

  /** Stores the message; returns once it is durable. */
  public Stored store(Acceptance acceptance) {
    return intake.store(acceptance);
  }

  /** All that was stored for a group together with the message; empty where it went alone. */
  public Optional<Stored.Whole> group(StoredMessage message) {
    return earlier.whole(message, Stored.How.REPEATED);
  }

  /** Stores many in one transaction; each is answered in its place once all are durable. */
  public List<Stored> storeTogether(List<? extends Unit> units) {
    return bulk.store(units);
  }

  /** Puts what is due into the outbox, and expires what is overdue; answers how many are due. */
  public int promoteDue() {
    int all = 0;
    PromotionTable.Promoted promoted;
    promotion.expireWaiting(clock.instant());
    promotion.expireQueued(clock.instant());
    do {
      promoted = dispatcher.promoting(this::promoteSome);
      all += promoted.count();
    } while (promoted.count() > 0);
    return all;
  }

  private PromotionTable.Promoted promoteSome() {
    PromotionTable.Promoted promoted = promotion.promote(clock.instant());
    promoted.connections().forEach(dispatcher::wake);
    return promoted;
  }

  /**
   * Runs a transaction that calls {@link #enqueue} and answers with the connection, which is woken
   * then: no fresh message overtakes what was put in.
   */
  public void promoting(Supplier<String> transaction) {
    dispatcher.promoting(
        () -> {
          String connection = transaction.get();
          dispatcher.wake(connection);
          return connection;
        });
  }

  /** Expires approvals that nobody answered within {@code ttl}. */
  public int expirePending(Duration ttl) {
    return promotion.expirePending(clock.instant(), ttl);
  }

  /** Puts a message that was just approved into the outbox if it is due, within its transaction. */
  public static boolean enqueue(Handle handle, UUID id, Instant now) {
    return PromotionTable.promoteOne(handle, id, now);
  }

  /** Says that the outbox holds something new for the connection. */
  public void wake(String connection) {
    dispatcher.wake(connection);
  }

  /** Looks again at once everywhere on this node, as after a stop was lifted. */
  public void wakeAll() {
    dispatcher.wakeAll();
  }

  /** Why messages wait. */
  public Waits waits() {
    return new Waits(queues, gate, clock, this::left);
  }

  /** How every connection stands. */
  public List<QueueState> states() {
    Map<String, QueuesTable.Depth> depths = queues.depths();
    Map<String, BreakersTable.Open> open = breakers.open();
    List<QueueState> states = new ArrayList<>();
    for (Connection connection : connections.all()) {
      states.add(state(connection, depths.get(connection.name()), open.get(connection.name())));
    }
    return states;
  }

  /** The connections that this node sends for. */
  public Set<String> owned() {
    return dispatcher.owned();
  }

  /** What the limits still allow; empty where another node, or nobody, owns the connection. */
  public Optional<Left> left(Target.Lane lane) {
    return dispatcher.left(lane);
  }

  /**
   * The breakers of this node's connections that are not closed: the connection, and a sentence.
   */
  public Map<String, String> broken() {
    Map<String, String> broken = new LinkedHashMap<>();
    for (Connection connection : connections.all()) {
      throttle(connection.name())
          .map(Throttle::flow)
          .filter(flow -> flow.breaker() != BreakerState.CLOSED)
          .ifPresent(
              flow ->
                  broken.put(
                      connection.name(),
                      "The platform of %s fails or is slow; its messages wait, and it is probed until it answers."
                          .formatted(connection.name())));
    }
    return broken;
  }

  /** How the breaker of a connection stands; empty where another node, or nobody, owns it. */
  public Optional<BreakerState> breaker(String connection) {
    return throttle(connection).map(throttle -> throttle.flow().breaker());
  }

  private Optional<Throttle> throttle(String connection) {
    return dispatcher.throttle(connection);
  }

  private QueueState state(
      Connection connection, QueuesTable.@Nullable Depth depth, BreakersTable.@Nullable Open open) {
    Optional<Gate.Closed> closed = gate.closed(connection.name(), connection.platform());
    Optional<Pump.Activity> activity = dispatcher.activity(connection.name());
    double rate = activity.map(Pump.Activity::perSecond).orElse(0.0);
    return new QueueState(
        connection.name(),
        depth == null
            ? new QueueState.Waiting(0, 0, null, rate)
            : new QueueState.Waiting(depth.ready(), depth.sending(), depth.oldest(), rate),
        depth == null || depth.owner() == null
            ? null
            : new QueueState.Owner(depth.owner(), depth.epoch()),
        new QueueState.Closed(
            activity.map(Pump.Activity::closedUntil).orElse(null),
            closed.map(Gate.Closed::by).orElse(null),
            closed.map(Gate.Closed::why).orElse(null)),
        activity
            .map(Pump.Activity::flow)
            .orElse(open == null ? null : elsewhere(connection, open)));
  }

  private static QueueState.Flow elsewhere(Connection connection, BreakersTable.Open open) {
    return new QueueState.Flow(
        BreakerState.OPEN, open.until(), 0, connection.traffic().concurrency(), 1);
  }

  /** Every node on this database. */
  public List<Node> nodes() {
    return dispatcher.nodes();
  }

  /**
   * Takes this node out of work: takes no message any more, begins no send, lets what is in flight
   * end for at most {@code wait}, and gives each connection up as soon as it has nothing in flight.
   */
  public Drained drain(Duration wait) {
    admission.close();
    return dispatcher.drain(wait);
  }

  /** Takes up work again: messages at once, and what connections no other node owns. */
  public void undrain() {
    admission.reopen();
    dispatcher.undrain();
  }

  /** Ends for good: writes what was taken, drains, and writes how what was in flight ended. */
  public void close(Duration wait) {
    admission.close();
    intake.close();
    drain(wait);
    settler.close();
    dispatcher.close();
  }

  @Override
  public void close() {
    close(Duration.ofSeconds(30));
  }
}
