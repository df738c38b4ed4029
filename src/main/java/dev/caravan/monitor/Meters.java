package dev.caravan.monitor;

import dev.caravan.delivery.Ending;
import dev.caravan.message.Reason;
import dev.caravan.platform.Connection;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The hub's own meters; their names and labels are a promise to whoever has built graphs and alerts
 * upon them. Every series is there from the start, at zero. No label ever holds a recipient, an
 * agent or a message.
 */
public final class Meters {
  /** From a far side in the same room to the longest response timeout that anybody sets. */
  static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofSeconds(60)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<String, ConnectionMeters> connections = new ConcurrentHashMap<>();

  /** Where the meters are kept, and what a scrape reads. */
  public MeterRegistry registry() {
    return registry;
  }

  /** Lets the series of these connections begin; those of others that were here go on. */
  public void begin(Collection<Connection> all) {
    all.forEach(c -> of(c.name()));
  }

  /**
   * Counts a settled try.
   *
   * @param reason null where it was sent
   */
  public void settled(String connection, Ending ending, @Nullable Reason reason, Duration took) {
    of(connection).count(ending, reason, took);
  }

  private ConnectionMeters of(String connection) {
    ConnectionMeters known = connections.get(connection);
    return known != null
        ? known
        : connections.computeIfAbsent(connection, name -> new ConnectionMeters(registry, name));
  }
}
