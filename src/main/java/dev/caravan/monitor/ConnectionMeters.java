package dev.caravan.monitor;

import dev.caravan.delivery.Ending;
import dev.caravan.message.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is counted for one connection: counters resolved in advance, found without their names. */
final class ConnectionMeters {
  /** What has no reason was sent. */
  private static final String NONE = "none";

  private final MeterRegistry registry;
  private final String connection;
  private final Timer sends;
  private final Map<Ending, Counter> bare = new EnumMap<>(Ending.class);
  private final Map<Ending, Map<Reason, Counter>> reasoned = new EnumMap<>(Ending.class);

  ConnectionMeters(MeterRegistry registry, String connection) {
    this.registry = registry;
    this.connection = connection;
    this.sends =
        Timer.builder("caravan.send")
            .description("How long a platform took to answer one call.")
            .tag("connection", connection)
            .serviceLevelObjectives(Meters.BUCKETS)
            .register(registry);
    for (Ending ending : Ending.values()) {
      Map<Reason, Counter> counters = new EnumMap<>(Reason.class);
      ending.reasons().forEach(reason -> counters.put(reason, register(ending, reason.word())));
      reasoned.put(ending, counters);
      if (counters.isEmpty()) {
        bare.put(ending, register(ending, NONE));
      }
    }
  }

  void count(Ending ending, @Nullable Reason reason, Duration took) {
    counter(ending, reason).increment();
    // Nobody saw that call end.
    if (reason != Reason.CRASHED_WHILE_SENDING) {
      sends.record(took.isNegative() ? Duration.ZERO : took);
    }
  }

  private Counter counter(Ending ending, @Nullable Reason reason) {
    Counter known =
        reason == null
            ? bare.get(ending)
            : Objects.requireNonNull(reasoned.get(ending)).get(reason);
    // What only a site's own route can answer is looked up: the maps are read by many threads.
    return known != null ? known : register(ending, reason == null ? NONE : reason.word());
  }

  private Counter register(Ending ending, String reason) {
    return Counter.builder("caravan.messages")
        .description("What became of messages at each settled try.")
        .tag("connection", connection)
        .tag("outcome", ending.word())
        .tag("reason", reason)
        .register(registry);
  }
}
