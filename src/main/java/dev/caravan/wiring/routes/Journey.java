package dev.caravan.wiring.routes;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.SafeCopyProperty;
import org.jspecify.annotations.Nullable;

/**
 * How far an exchange has come: the step it is at, and whether anything may have left the hub. The
 * exchange's copies share it.
 */
public final class Journey implements SafeCopyProperty {
  private static final String KEY = "caravan-journey";

  private volatile @Nullable NamedNode step;
  private volatile boolean departed;

  private Journey() {}

  /** That of the exchange; empty where no step was noted yet, so that nothing has left. */
  public static Optional<Journey> of(Exchange exchange) {
    return Optional.ofNullable(
        exchange.getExchangeExtension().getSafeCopyProperty(KEY, Journey.class));
  }

  static void at(Exchange exchange, NamedNode step, boolean departing) {
    Journey journey =
        of(exchange)
            .orElseGet(
                () -> {
                  Journey fresh = new Journey();
                  exchange.getExchangeExtension().setSafeCopyProperty(KEY, fresh);
                  return fresh;
                });
    journey.step = step;
    journey.departed |= departing;
  }

  /** Whether anything may have left the hub. */
  public boolean departed() {
    return departed;
  }

  /** The last step that began, with its route and, where known, its line. */
  public String step() {
    NamedNode at = step;
    if (at == null) {
      return "its beginning";
    }
    String line = at.getLineNumber() > 0 ? ", line " + at.getLineNumber() : "";
    return Journeys.route(at) + ", step " + at.getId() + line;
  }

  @Override
  public Journey safeCopy() {
    return this;
  }
}
