package dev.caravan.wiring;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.main.DefaultRoutesCollector;
import org.apache.camel.spi.Resource;

/** A file of the site replaces the built-in file of the same name below {@code routes}. */
final class ShadowingRoutes extends DefaultRoutesCollector {
  @Override
  public Collection<Resource> findRouteResourcesFromDirectory(
      CamelContext context, String exclude, String include) {
    Map<String, Resource> byName = new LinkedHashMap<>();
    for (Resource resource : super.findRouteResourcesFromDirectory(context, exclude, include)) {
      byName.merge(
          below(resource),
          resource,
          (builtIn, other) -> "file".equals(other.getScheme()) ? other : builtIn);
    }
    return byName.values();
  }

  private static String below(Resource resource) {
    String location = resource.getLocation();
    return location.substring(location.lastIndexOf("routes/") + "routes/".length());
  }
}
