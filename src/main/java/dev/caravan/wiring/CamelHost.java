package dev.caravan.wiring;

import dev.caravan.governance.AgentLive;
import dev.caravan.governance.GrantGate;
import dev.caravan.governance.KillSwitch;
import dev.caravan.governance.MaturityGate;
import dev.caravan.governance.RecipientGate;
import dev.caravan.governance.Rule;
import dev.caravan.governance.SiteSteps;
import dev.caravan.governance.SubmitSteps;
import dev.caravan.platform.PlatformSteps;
import dev.caravan.platform.slack.SlackSteps;
import dev.caravan.platform.telegram.TelegramSteps;
import dev.caravan.sandbox.Sandbox;
import dev.caravan.web.AgentSteps;
import dev.caravan.web.ConnectionSteps;
import dev.caravan.web.EventStream;
import dev.caravan.web.HubSteps;
import dev.caravan.web.KeySteps;
import dev.caravan.web.MessagingSteps;
import dev.caravan.web.ProblemSteps;
import dev.caravan.web.StopSteps;
import dev.caravan.web.WebServer;
import dev.caravan.web.openapi.ApiPages;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.SimpleEventNotifierSupport;

/** Camel: binds the house's objects by the names that routes use, and starts the routes. */
final class CamelHost {
  /** The rooms of the routes; a folder made after the start is not watched. */
  private static final List<String> ROOMS =
      List.of(
          "api",
          "flow",
          "trigger",
          "platform",
          "condition",
          "inbound",
          "command",
          "shared",
          "bridge");

  /** Fewer than a far side of its own keeps: it shares the hub's memory. */
  private static final dev.caravan.sandbox.Settings PRETENDED =
      new dev.caravan.sandbox.Settings(20_000, 16_000_000, 1, true, Map.of());

  private final House house;
  private final BooleanSupplier draining;
  private final Main main = new Main();
  private volatile boolean guarded;

  CamelHost(House house, BooleanSupplier draining) {
    this.house = house;
    this.draining = draining;
  }

  /** Starts the HTTP servers and the routes. */
  void start() {
    Path routes = routesFolder();
    main.setShutdownStrategy(new SimpleMainShutdownStrategy());
    main.setRoutesCollector(new ShadowingRoutes());
    main.addOverrideProperty(
        "camel.main.routesIncludePattern",
        "classpath:routes/**/*.camel.yaml,file:" + routes + "/**/*.camel.yaml");
    house.settings.shown().stream()
        .filter(s -> s.value() != null && !"***".equals(s.value()))
        .forEach(s -> main.addOverrideProperty(s.key(), Objects.requireNonNull(s.value())));
    beans().forEach(main::bind);
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
  }

  /** Stops the routes and the HTTP servers. */
  void stop() {
    main.stop();
  }

  private Path routesFolder() {
    Settings settings = house.settings;
    Path routes =
        settings.has("caravan.routes")
            ? Path.of(settings.text("caravan.routes")).toAbsolutePath().normalize()
            : settings.home().resolve("routes");
    try {
      for (String room : ROOMS) {
        Files.createDirectories(routes.resolve(room));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The site's routes folder cannot be made", e);
    }
    return routes;
  }

  /** Everything that a route may name. */
  private Map<String, Object> beans() {
    Map<String, Object> beans = new LinkedHashMap<>();
    for (Rule rule : rules()) {
      beans.put(rule.name(), rule);
    }
    beans.put("governance", new SiteSteps());
    beans.put(
        "submit",
        new SubmitSteps(
            house.resolver, house.governance, house.outbox, house.database.jdbi(), house.clock));
    beans.put("slack", new SlackSteps(house.connections));
    beans.put("telegram", new TelegramSteps(house.connections));
    beans.put("responseTimeout", PlatformSteps.responseTimeout());
    beans.put("deadLetters", new DeadLetterSteps());
    beans.put(
        "ticks",
        new TickSteps(
            house.outbox, house.settings.duration("caravan.approvals.ttl"), house.snapshots));
    beans.put(
        "messaging",
        new MessagingSteps(
            house.agents, house.outbox, house.messages, house.approvals, house.audit, house.clock));
    beans.put("agents", new AgentSteps(house.agents, house.connections, house.platforms));
    beans.put("keys", new KeySteps(house.keys, house.agents, house.clock));
    beans.put("stops", new StopSteps(house.stops, house.outbox, house.clock));
    beans.put(
        "hub",
        new HubSteps(
            house.outbox,
            house.connections,
            house.audit,
            house.clock,
            house.settings::shown,
            List::of));
    beans.put("connections", new ConnectionSteps(house.connections, house.pauses, house.outbox));
    beans.put("problems", new ProblemSteps());
    beans.put(
        "vertxOptions",
        new VertxOptions().setWorkerPoolSize(house.settings.integer("caravan.http.workers")));
    return beans;
  }

  private List<Rule> rules() {
    return List.of(
        new KillSwitch(house.stops),
        new AgentLive(),
        new MaturityGate(
            house.settings.duration("caravan.supervised.hold"),
            house.settings.flag("caravan.policy.allow-student")),
        new GrantGate(),
        new RecipientGate(house.recipients));
  }

  private void mount(Router router) {
    new ApiPages(main.getCamelContext(), house.publicUrl()).mount(router);
    boolean pretended = house.connections.all().stream().anyMatch(c -> c.sandbox());
    if (pretended && house.settings.flag("caravan.sandbox.enabled")) {
      new Sandbox(house.clock, PRETENDED).mount(router);
    }
  }

  /** What must be in place before the first route. */
  private final class Installer extends MainListenerSupport {
    @Override
    public void afterConfigure(BaseMainSupport starting) {
      CamelContext context = starting.getCamelContext();
      HealthCheckRegistry health = HealthCheckRegistry.get(context);
      if (health != null) {
        health.register(new DatabaseHealth(house.database, draining));
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
      EventStream events = new EventStream(house.audit, house.messages, "/caravan");
      new WebServer(house.keys, events, draining, CamelHost.this::mount).install(context);
      guarded = true;
    }
  }
}
