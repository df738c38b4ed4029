package dev.caravan.web;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BooleanSupplier;

/**
 * Shut while the hub stops: without it a caller would be told 404 once the routes are gone, and
 * take that for the last word. The pretend platforms stay open for what is still in flight.
 */
final class Door implements Handler<RoutingContext> {
  private final BooleanSupplier shut;

  Door(BooleanSupplier shut) {
    this.shut = shut;
  }

  @Override
  public void handle(RoutingContext context) {
    if (shut.getAsBoolean() && !context.normalizedPath().startsWith("/sandbox/")) {
      context.response().putHeader("Connection", "close");
      ErrorPages.answer(context, Problem.of(503, "stopping", "The hub is stopping."));
    } else {
      context.next();
    }
  }
}
