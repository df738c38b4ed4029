package dev.caravan.wiring;

import dev.caravan.message.Delivery;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Connections;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log why a platform's route failed: of each kind of failure once a minute, with
 * neither content nor secrets.
 */
final class FailureLog {
  private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);

  /** Long enough that an outage fills no disk, short enough that a mended route is seen mended. */
  private static final Duration BURST = Duration.ofMinutes(1);

  private static final int LONGEST = 1_000;
  private static final int CAUSES = 8;

  private final Connections connections;
  private final InstantSource clock;
  private final Map<String, Burst> bursts = new ConcurrentHashMap<>();

  /** How often a failure came since it was told at {@code begun}, that one included. */
  private record Burst(Instant begun, int count) {}

  FailureLog(Connections connections, InstantSource clock) {
    this.connections = connections;
    this.clock = clock;
  }

  /**
   * Tells of a failure, unless the same was told less than a minute ago.
   *
   * @param asked the Delivery, or the Probe, that the route was given
   * @param at the route and the step that threw
   */
  void tell(Object asked, String at, Throwable thrown) {
    Throwable root = root(thrown);
    Instant now = clock.instant();
    Burst[] ended = new Burst[1];
    Burst burst =
        bursts.compute(
            at + " " + root.getClass().getName(),
            (kind, running) -> {
              if (running != null && now.isBefore(running.begun().plus(BURST))) {
                return new Burst(running.begun(), running.count() + 1);
              }
              ended[0] = running;
              return new Burst(now, 1);
            });
    if (Objects.requireNonNull(burst).count() == 1) {
      String before =
          ended[0] == null || ended[0].count() == 1
              ? ""
              : " (%d times since %s)".formatted(ended[0].count(), ended[0].begun());
      LOG.error("Failed at {}: {}{}", at, told(asked, thrown), before);
    }
  }

  /** The exception and what it was caused by, each by its class and scrubbed text. */
  String told(Object asked, Throwable thrown) {
    StringBuilder told = new StringBuilder();
    Throwable at = thrown;
    for (int i = 0; i < CAUSES && at != null; i++, at = at.getCause()) {
      told.append(i == 0 ? "" : "; caused by ")
          .append(at.getClass().getSimpleName())
          .append(": ")
          .append(scrubbed(asked, String.valueOf(at.getMessage())));
    }
    return told.toString();
  }

  private String scrubbed(Object asked, String text) {
    String clean = text;
    for (Connection connection : connections.all()) {
      for (String secret : connection.endpoint().credentials().values()) {
        clean = secret.isBlank() ? clean : clean.replace(secret, "***");
      }
    }
    if (asked instanceof Delivery delivery) {
      String said = delivery.message().content().text();
      clean = said.isBlank() ? clean : clean.replace(said, "…");
    }
    clean =
        clean
            // A record's text holds its fields, and so the content in whatever form it has by then.
            .replaceAll("(?s)\\b([A-Z]\\w+)\\[.*]", "$1[…]")
            // Paths and queries of addresses may hold tokens, as Telegram's do.
            .replaceAll("(https?://)(?:[^\\s/@]*@)?([^\\s/?#]+)[^\\s]*", "$1$2/…")
            .replaceAll("(?i)(bearer )\\S+", "$1***")
            .replaceAll("\\s+", " ");
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
  }

  private static Throwable root(Throwable thrown) {
    Throwable at = thrown;
    for (int i = 0; i < CAUSES; i++) {
      Throwable cause = at.getCause();
      if (cause == null) {
        return at;
      }
      at = cause;
    }
    return at;
  }
}
