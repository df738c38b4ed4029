package dev.caravan.wiring.routes;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;

/**
 * Starts route files in a scratch context with the hub's beans and placeholders: everything is
 * built, nothing consumes. Camel on its own finds most faults only after the old route is gone.
 */
public final class Workbench {
  private final Map<String, Object> beans;
  private final Properties placeholders;
  private final ClassLoader classes;

  /**
   * A bench.
   *
   * @param beans everything that a route may name
   * @param placeholders what {@code {{…}}} means, besides the environment
   * @param classes what finds the classes that a route names
   */
  public Workbench(Map<String, Object> beans, Properties placeholders, ClassLoader classes) {
    this.beans = beans;
    this.placeholders = placeholders;
    this.classes = classes;
  }

  /** The same bench with some beans in the place of others. */
  Workbench with(Map<String, Object> instead) {
    Map<String, Object> replaced = new LinkedHashMap<>(beans);
    replaced.putAll(instead);
    return new Workbench(replaced, placeholders, classes);
  }

  /**
   * The fault of {@code candidate}, started together with {@code others}; then what {@code more}
   * finds.
   */
  Optional<Violation> fault(
      RouteTree candidate,
      Collection<RouteFile> others,
      Function<CamelContext, Optional<Violation>> more) {
    DefaultRegistry registry = new DefaultRegistry();
    beans.forEach(registry::bind);
    registry.bind("platform-http-engine", (PlatformHttpEngine) DeafConsumer::new);
    try (DefaultCamelContext context = new DefaultCamelContext(registry)) {
      context.getCamelContextExtension().setName("caravan-workbench");
      context.setApplicationContextClassLoader(classes);
      context.disableJMX();
      context.setAutoStartup(false);
      context.setStartupSummaryLevel(StartupSummaryLevel.Off);
      context.getShutdownStrategy().setTimeout(5);
      context.getShutdownStrategy().setTimeUnit(TimeUnit.SECONDS);
      context.getPropertiesComponent().setInitialProperties(placeholders);
      load(context, candidate.file(), others);
      context.start();
      return more.apply(context);
    } catch (Exception e) {
      return Optional.of(violation(candidate, e));
    }
  }

  private static void load(CamelContext context, RouteFile file, Collection<RouteFile> others)
      throws Exception {
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(
            Stream.concat(others.stream(), Stream.of(file)).map(RouteFile::resource).toList());
  }

  private Violation violation(RouteTree candidate, Exception thrown) {
    Throwable root = thrown;
    int line = 0;
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      root = at;
      int told = Whereabouts.line(candidate, String.valueOf(at.getMessage()).strip());
      line = told == 0 ? line : told;
    }
    String why = String.valueOf(root.getMessage()).strip().replaceAll("\\s+", " ");
    String told = new Complaints(beans, classes).plain(why);
    return Violation.fault(
        candidate.file().name(), line, told.matches(".*[.?]") ? told : told + ".");
  }

  /** An HTTP consumer that no router knows. */
  private static final class DeafConsumer extends DefaultConsumer implements PlatformHttpConsumer {
    DeafConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
      super(endpoint, processor);
    }

    @Override
    public PlatformHttpEndpoint getEndpoint() {
      return (PlatformHttpEndpoint) super.getEndpoint();
    }
  }
}
