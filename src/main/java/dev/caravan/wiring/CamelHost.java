package dev.caravan.wiring;

import dev.caravan.delivery.Admission;
import dev.caravan.delivery.Pressure;
import dev.caravan.platform.Connection;
import dev.caravan.sandbox.Sandbox;
import dev.caravan.web.EventStream;
import dev.caravan.web.WebServer;
import dev.caravan.web.openapi.ApiPages;
import dev.caravan.wiring.routes.Journeys;
import dev.caravan.wiring.routes.LiveRoutes;
import dev.caravan.wiring.routes.SiteHealth;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.SimpleEventNotifierSupport;
import org.jspecify.annotations.Nullable;

/** Camel: binds the house's objects by the names that routes use, and starts the routes. */
final class CamelHost {
  /** Fewer than a far side of its own keeps: it shares the hub's memory. */
  private static final dev.caravan.sandbox.Settings PRETENDED =
      new dev.caravan.sandbox.Settings(20_000, 16_000_000, 1, true, Map.of());

  private final House house;
  private final BooleanSupplier draining;
  private final Map<String, Object> beans;
  private final LiveRoutes routes;
  private final ConnectionsWatch connections;
  private final UnroutedConnections unrouted;
  private final Main main;
  private @Nullable SiteWatch watch;
  private volatile boolean guarded;
  private volatile boolean started;

  CamelHost(House house, BooleanSupplier draining) {
    this.house = house;
    this.draining = draining;
    // The bean hub tells of the routes, which are checked with the beans.
    AtomicReference<LiveRoutes> told = new AtomicReference<>();
    beans =
        Beans.of(
            new Beans.Source(
                house,
                () -> {
                  LiveRoutes known = told.get();
                  return known == null ? List.of() : known.shown();
                }));
    ClassLoader classes = SiteLibrary.of(house.settings.home());
    main = new SiteMain(classes);
    routes = SiteRoutes.of(house, beans, classes);
    told.set(routes);
    connections =
        new ConnectionsWatch(
            new ConnectionsSource(house.settings), house.platforms, house.connections);
    unrouted = new UnroutedConnections(house.connections::all, routes::doors);
  }

  /** Starts the HTTP servers and the routes. */
  void start() {
    main.setShutdownStrategy(new SimpleMainShutdownStrategy());
    main.setRoutesCollector(routes.collector());
    SiteRoutes.placeholders(house.settings)
        .forEach((key, value) -> main.addOverrideProperty((String) key, (String) value));
    beans.forEach(main::bind);
    main.bind("direct", routes.direct());
    // By this name Camel's own meters and the scrape find it.
    main.bind(MicrometerConstants.METRICS_REGISTRY_NAME, house.meters.registry());
    main.bind(
        "vertxOptions",
        new VertxOptions().setWorkerPoolSize(house.settings.integer("caravan.http.workers")));
    main.addMainListener(new Installer());
    try {
      main.start();
    } catch (Exception e) {
      throw new IllegalStateException("The routes do not start: " + e.getMessage(), e);
    }
    // Camel logs what a notifier throws and goes on; without its guard the hub must not.
    if (!guarded) {
      throw new IllegalStateException("The web server's guard could not be installed; see the log");
    }
    CamelContext context = main.getCamelContext();
    MendedCredentials mended =
        new MendedCredentials(house.connections, house.pauses, house.outbox::wake);
    started = true;
    watch =
        new SiteWatch(
            List.of(() -> routes.look(context), connections::look, mended::look, unrouted::look));
  }

  /** Stops the routes and the HTTP servers. */
  void stop() {
    if (watch != null) {
      watch.close();
    }
    main.stop();
  }

  private Map<String, String> faults() {
    Map<String, String> faults = new TreeMap<>(routes.faults());
    faults.putAll(connections.faults());
    faults.putAll(unrouted.faults());
    house
        .pauses
        .pausedByHub()
        .forEach(
            (connection, why) ->
                faults.put(
                    "connections/" + connection,
                    why + "; change it in connections.yaml, or in the file that it stands in."));
    house
        .outbox
        .broken()
        .forEach((connection, why) -> faults.putIfAbsent("breakers/" + connection, why));
    Admission.State admission = house.outbox.admission().state();
    if (admission.pressure() != Pressure.NONE) {
      faults.put("backpressure", admission.sentence());
    }
    return faults;
  }

  private boolean drains() {
    return draining.getAsBoolean() || house.outbox.admission().isDraining();
  }

  private WebServer.Phase phase() {
    if (draining.getAsBoolean()) {
      return WebServer.Phase.STOPPING;
    }
    return started ? WebServer.Phase.OPEN : WebServer.Phase.STARTING;
  }

  private void mount(Router router) {
    new ApiPages(main.getCamelContext(), house.publicUrl()).mount(router);
    if (house.settings.flag("caravan.sandbox.enabled")) {
      router.route("/sandbox/*").handler(this::pretend);
      new Sandbox(house.clock, PRETENDED).mount(router);
    }
  }

  /** Only while a connection is pretended; one may be added to a running hub. */
  private void pretend(RoutingContext context) {
    if (house.connections.all().stream().anyMatch(Connection::sandbox)) {
      context.next();
    } else {
      context.fail(404);
    }
  }

  /** What must be in place before the first route. */
  private final class Installer extends MainListenerSupport {
    @Override
    public void afterConfigure(BaseMainSupport starting) {
      CamelContext context = starting.getCamelContext();
      context.getCamelContextExtension().addInterceptStrategy(new Journeys());
      HealthCheckRegistry health = HealthCheckRegistry.get(context);
      if (health != null) {
        health.register(new DatabaseHealth(house.database, CamelHost.this::drains));
        health.register(new SiteHealth(CamelHost.this::faults));
      }
      context.getManagementStrategy().addEventNotifier(new GuardBeforeRoutes(context));
    }
  }

  /** A guard added after Camel's routes would guard nothing. */
  private final class GuardBeforeRoutes extends SimpleEventNotifierSupport {
    private final CamelContext context;

    GuardBeforeRoutes(CamelContext context) {
      this.context = context;
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
      return event instanceof CamelEvent.CamelContextRoutesStartingEvent;
    }

    @Override
    public void notify(CamelEvent event) {
      house.routes.use(context);
      EventStream events = new EventStream(house.stream, house.messages, house.keys, "/caravan");
      new WebServer(
              house.keys, house.callLimits(), events, CamelHost.this::phase, CamelHost.this::mount)
          .install(context);
      guarded = true;
    }
  }
}
