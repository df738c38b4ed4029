package dev.caravan.bench;

import dev.caravan.message.Delivery;
import dev.caravan.message.Outcome;
import java.util.List;

/** A platform that answers at once: its route does no I/O. */
public final class Instantly {
  /** In the place of the built-in route. */
  static final String ROUTE =
      """
      - route:
          id: platform-slack
          description: Takes everything at once
          from:
            uri: direct:platform-slack
            steps:
              - bean:
                  beanType: dev.caravan.bench.Instantly
                  method: carry
      """;

  /** Takes it. */
  public Outcome carry(Delivery delivery) {
    return new Outcome.Sent(List.of(delivery.key()));
  }
}
