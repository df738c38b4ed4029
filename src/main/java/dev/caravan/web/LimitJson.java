package dev.caravan.web;

import dev.caravan.platform.Capabilities;
import dev.caravan.platform.Limit;
import java.util.List;
import java.util.stream.Stream;

/**
 * A limit as the API shows it.
 *
 * @param scope {@code connection} or {@code recipient}
 */
public record LimitJson(String scope, int count, double perSeconds, int burst) {

  /** What a platform publishes. */
  static List<LimitJson> of(Capabilities.Traffic traffic) {
    return Stream.concat(
            traffic.connection().stream().map(l -> of("connection", l)),
            traffic.recipient().stream().map(l -> of("recipient", l)))
        .toList();
  }

  static LimitJson of(String scope, Limit limit) {
    return new LimitJson(scope, limit.count(), limit.per().toMillis() / 1000.0, limit.burst());
  }
}
