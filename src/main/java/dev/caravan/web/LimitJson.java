package dev.caravan.web;

import dev.caravan.platform.Capabilities;
import dev.caravan.platform.Connection;
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
    return of(traffic.connection(), traffic.recipient());
  }

  /** What a connection keeps to. */
  static List<LimitJson> of(Connection connection) {
    return of(connection.traffic().limits(), connection.traffic().recipientLimits());
  }

  private static List<LimitJson> of(List<Limit> connection, List<Limit> recipient) {
    return Stream.concat(
            connection.stream().map(l -> of("connection", l)),
            recipient.stream().map(l -> of("recipient", l)))
        .toList();
  }

  static LimitJson of(String scope, Limit limit) {
    return new LimitJson(scope, limit.count(), limit.per().toMillis() / 1000.0, limit.burst());
  }
}
