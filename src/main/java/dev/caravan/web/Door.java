package dev.caravan.web;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/**
 * Shut while the hub starts or stops: without it a caller would be told 404 where the routes are
 * not there, and take that for the last word. The pretend platforms stay open for what is still in
 * flight.
 */
final class Door implements Handler<RoutingContext> {
  private final Supplier<WebServer.Phase> phase;

  Door(Supplier<WebServer.Phase> phase) {
    this.phase = phase;
  }

  @Override
  public void handle(RoutingContext context) {
    WebServer.Phase now = phase.get();
    if (now == WebServer.Phase.OPEN || context.normalizedPath().startsWith("/sandbox/")) {
      context.next();
      return;
    }
    context.response().putHeader("Connection", "close");
    ErrorPages.answer(
        context,
        now == WebServer.Phase.STARTING
            ? Problem.of(503, "starting", "The hub is starting.")
            : Problem.of(503, "stopping", "The hub is stopping."));
  }
}
