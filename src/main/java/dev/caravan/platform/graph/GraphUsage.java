package dev.caravan.platform.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.platform.Answer;
import dev.caravan.store.Json;
import java.time.Duration;
import java.util.Optional;

/**
 * How much of Meta's limits is used up, as a header says (developers.facebook.com, Graph API, rate
 * limits).
 */
final class GraphUsage {
  private static final String HEADER = "X-Business-Use-Case-Usage";
  private static final long MINUTES_OF_A_DAY = 1440;

  private GraphUsage() {}

  /** How long until calls are taken again; empty where the header does not say, or says now. */
  static Optional<Duration> regained(Answer answer) {
    String header = answer.headers().get(HEADER);
    if (header == null) {
      return Optional.empty();
    }
    try {
      long minutes =
          Json.mapper().readTree(header).findValues("estimated_time_to_regain_access").stream()
              .mapToLong(JsonNode::asLong)
              .max()
              .orElse(0);
      return minutes <= 0
          ? Optional.empty()
          : Optional.of(Duration.ofMinutes(Math.min(minutes, MINUTES_OF_A_DAY)));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
