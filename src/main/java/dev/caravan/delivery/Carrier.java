package dev.caravan.delivery;

import dev.caravan.message.Delivery;
import dev.caravan.message.Outcome;

/** The dispatch route: carries one delivery to its platform and answers how that ended. */
@FunctionalInterface
public interface Carrier {

  /** Blocks until the platform has answered or may have; never throws for what a platform does. */
  Outcome carry(Delivery delivery);
}
