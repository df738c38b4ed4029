package dev.caravan.web;

import io.vertx.ext.web.Router;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * Puts the guard, the error pages and our own handlers onto Camel's servers. It must be called
 * before the first route of Camel's is added: a guard added afterwards guards nothing.
 */
public final class WebServer {
  private final KeysTable keys;
  private final CallLimits limits;
  private final EventStream events;
  private final Supplier<Phase> phase;
  private final Consumer<Router> more;

  /** Whether callers are let in yet, or still. */
  public enum Phase {
    STARTING,
    OPEN,
    STOPPING
  }

  /** {@code more} mounts what stands beside the API, behind the guard. */
  public WebServer(
      KeysTable keys,
      CallLimits limits,
      EventStream events,
      Supplier<Phase> phase,
      Consumer<Router> more) {
    this.keys = keys;
    this.limits = limits;
    this.events = events;
    this.phase = phase;
    this.more = more;
  }

  /** Installs everything on every HTTP server of the context. */
  public void install(CamelContext context) {
    for (VertxPlatformHttpRouter router :
        context.getRegistry().findByType(VertxPlatformHttpRouter.class)) {
      router.route().order(Integer.MIN_VALUE).handler(new Guard(keys, limits));
      ErrorPages.install(router);
      if (router.isMainServer()) {
        router.route().order(Integer.MIN_VALUE + 2).handler(new Door(phase));
        events.start(router.vertx());
        router.get("/api/v1/events").handler(events::open);
        more.accept(router);
      } else {
        router
            .route("/observe/health*")
            .order(Integer.MIN_VALUE + 2)
            .handler(
                asked -> {
                  // What is degraded stands in the data of the checks, which Camel tells on demand.
                  asked.request().params().set("data", "true");
                  asked.next();
                });
      }
    }
  }
}
