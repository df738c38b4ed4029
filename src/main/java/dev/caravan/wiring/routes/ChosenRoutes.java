package dev.caravan.wiring.routes;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.main.DefaultRoutesCollector;
import org.apache.camel.spi.Resource;
import org.jspecify.annotations.Nullable;

/** Gives Camel the files that were chosen, whatever lies in the folders. */
final class ChosenRoutes extends DefaultRoutesCollector {
  private final Supplier<List<RouteFile>> chosen;
  private @Nullable List<Resource> once;

  ChosenRoutes(Supplier<List<RouteFile>> chosen) {
    this.chosen = chosen;
  }

  @Override
  public Collection<Resource> findRouteResourcesFromDirectory(
      CamelContext context, String exclude, String include) {
    // Camel asks twice, the first time for what it calls modelines.
    List<Resource> resources = once;
    if (resources == null) {
      resources = chosen.get().stream().map(RouteFile::resource).toList();
      once = resources;
    }
    return resources;
  }
}
