package dev.caravan.delivery;

import dev.caravan.message.Delivery;
import dev.caravan.message.Outcome;
import java.util.Optional;
import java.util.function.Function;

/**
 * Counts the call by which a part goes once more as plain text: to the platform it is one more. It
 * is not held back, for its lane waits for it; the next send pays for it.
 *
 * @param throttles of the connections that this node owns
 */
record SecondCalls(Carrier next, Function<String, Optional<Throttle>> throttles)
    implements Carrier {

  @Override
  public Outcome carry(Delivery delivery) {
    Optional<Throttle> throttle =
        delivery.asText() ? throttles.apply(delivery.connection()) : Optional.empty();
    if (throttle.isEmpty()) {
      return next.carry(delivery);
    }
    Limits.Use use = throttle.get().call(delivery.recipientId());
    Outcome outcome = next.carry(delivery);
    Limits.end(use, Sign.reached(outcome));
    return outcome;
  }
}
