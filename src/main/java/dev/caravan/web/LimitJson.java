package dev.caravan.web;

import dev.caravan.platform.Connection;
import dev.caravan.platform.Limit;
import java.util.List;
import java.util.stream.Stream;

/**
 * A limit as the API shows it.
 *
 * @param scope {@code connection} or {@code recipient}
 */
record LimitJson(String scope, int count, double perSeconds, int burst) {

  /** What a connection keeps to. */
  static List<LimitJson> of(Connection connection) {
    return Stream.concat(
            connection.traffic().limits().stream().map(l -> of("connection", l)),
            connection.traffic().recipientLimits().stream().map(l -> of("recipient", l)))
        .toList();
  }

  private static LimitJson of(String scope, Limit limit) {
    return new LimitJson(scope, limit.count(), limit.per().toMillis() / 1000.0, limit.burst());
  }
}
