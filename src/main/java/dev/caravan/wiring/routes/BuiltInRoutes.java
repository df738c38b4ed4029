package dev.caravan.wiring.routes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/** The route files inside the hub's jar. */
final class BuiltInRoutes {
  private BuiltInRoutes() {}

  /** All of them by their names, in the order of these. */
  static Map<String, RouteFile> all() {
    Map<String, RouteFile> files = new TreeMap<>();
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      for (Resource resource :
          PluginHelper.getPackageScanResourceResolver(context)
              .findResources("classpath:routes/**/*" + RouteFile.SUFFIX)) {
        String location = resource.getLocation();
        String name = location.substring(location.lastIndexOf("routes/") + "routes/".length());
        files.put(
            name,
            new RouteFile(
                name, text(resource), RouteFile.Source.BUILT_IN, "classpath:routes/" + name));
      }
      return files;
    } catch (Exception e) {
      throw new IllegalStateException("The built-in routes cannot be read", e);
    }
  }

  private static String text(Resource resource) {
    try (InputStream in = resource.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
