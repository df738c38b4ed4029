package dev.caravan.monitor;

import dev.caravan.delivery.Admission;
import dev.caravan.delivery.BreakerState;
import dev.caravan.delivery.Ending;
import dev.caravan.delivery.Outbox;
import dev.caravan.delivery.QueueState;
import dev.caravan.message.Priority;
import dev.caravan.message.Reason;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Connections;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gauges over what the database knows: looked up by a tick, however often they are scraped.
 * Every node tells the same of a queue, so that graphs take the maximum over nodes.
 */
public final class Samples {
  private static final Logger LOG = LoggerFactory.getLogger(Samples.class);

  /** Looking takes no more than one part in so many of a node's time. */
  private static final int SELDOM = 50;

  private final MeterRegistry registry;
  private final Outbox outbox;
  private final Connections connections;
  private final DeadLetterCountsTable deadLetters;
  private final InstantSource clock;
  private final Set<String> shown = ConcurrentHashMap.newKeySet();
  private volatile Look last = new Look(Map.of(), Map.of(), true);
  private long nextNanos = Long.MIN_VALUE;

  /** What the last look found; {@code known} is false while the database does not answer. */
  private record Look(
      Map<String, QueueState.Waiting> queues, Map<String, Long> deadLetters, boolean known) {
    private static final QueueState.Waiting NOTHING = new QueueState.Waiting(0, 0, null, 0);

    /** Of the queue, or not a number: an old figure must not look like a new one. */
    double of(String connection, ToDoubleFunction<QueueState.Waiting> figure) {
      return known ? figure.applyAsDouble(queues.getOrDefault(connection, NOTHING)) : Double.NaN;
    }
  }

  public Samples(
      Meters meters,
      Outbox outbox,
      Connections connections,
      DeadLetterCountsTable deadLetters,
      InstantSource clock) {
    this.registry = meters.registry();
    this.outbox = outbox;
    this.connections = connections;
    this.deadLetters = deadLetters;
    this.clock = clock;
    Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    for (Ending ending : EnumSet.of(Ending.FAILED, Ending.DEAD, Ending.UNKNOWN)) {
      reasons.addAll(ending.reasons());
    }
    reasons.forEach(reason -> showDeadLetters(reason.word()));
    showAll();
    showAdmission();
  }

  /** Looks, unless the last look took so long that it is too soon. */
  public void look() {
    long began = System.nanoTime();
    if (nextNanos != Long.MIN_VALUE && began - nextNanos < 0) {
      return;
    }
    showAll();
    try {
      Map<String, QueueState.Waiting> queues =
          outbox.states().stream()
              .collect(Collectors.toMap(QueueState::connection, QueueState::waiting));
      outbox.admission().look(queued(queues));
      last = new Look(queues, deadLetters.count(), true);
      last.deadLetters().keySet().forEach(this::showDeadLetters);
    } catch (RuntimeException e) {
      last = new Look(Map.of(), Map.of(), false);
      LOG.warn("The queues could not be measured: {}", e.getMessage());
    }
    long now = System.nanoTime();
    nextNanos = now + (now - began) * SELDOM;
  }

  private static long queued(Map<String, QueueState.Waiting> queues) {
    return queues.values().stream().mapToLong(q -> q.depth() + q.inFlight()).sum();
  }

  private void showAdmission() {
    Admission admission = outbox.admission();
    Gauge.builder("caravan.backpressure", () -> admission.state().pressure().figure())
        .description("What is refused: 0 nothing, 1 low, 2 low and normal.")
        .register(registry);
    for (Priority priority : Priority.values()) {
      FunctionCounter.builder("caravan.submissions.refused", admission, a -> a.refused(priority))
          .description("Submissions refused for backpressure, or because the node is drained.")
          .tag("priority", priority.word())
          .register(registry);
    }
  }

  private void showAll() {
    connections.all().stream().map(Connection::name).filter(shown::add).forEach(this::show);
  }

  private void show(String connection) {
    gauge(
        "caravan.queue.depth",
        "How many messages wait to be sent.",
        connection,
        () -> last.of(connection, QueueState.Waiting::depth));
    gauge(
        "caravan.queue.oldest.seconds",
        "For how long the first of them could have gone.",
        connection,
        () -> last.of(connection, this::age));
    gauge(
        "caravan.breaker.state",
        "The breaker: 0 closed, 1 half-open, 2 open.",
        connection,
        () -> outbox.breaker(connection).orElse(BreakerState.CLOSED).figure());
  }

  private void gauge(String name, String about, String connection, Supplier<Number> figure) {
    Gauge.builder(name, figure).description(about).tag("connection", connection).register(registry);
  }

  private void showDeadLetters(String reason) {
    if (shown.add("reason:" + reason)) {
      Gauge.builder("caravan.dead.letters", () -> deadLetters(reason))
          .description(
              "Dead letters that are kept, at most " + DeadLetterCountsTable.MOST + " in all.")
          .tag("reason", reason)
          .register(registry);
    }
  }

  private double deadLetters(String reason) {
    Look look = last;
    return look.known() ? look.deadLetters().getOrDefault(reason, 0L) : Double.NaN;
  }

  private double age(QueueState.Waiting waiting) {
    Instant oldest = waiting.oldest();
    return oldest == null
        ? 0
        : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1000.0);
  }
}
